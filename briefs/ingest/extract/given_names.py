"""Common given names, to tell “he” from “she”; a name on neither list fits both."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """
    aaron abdul abdullah adam adrian ahmed alan albert alec aleksandr alex alexander alexei alexey
    alfred ali allan allen anders andreas andrei andrew andy angus anthony antonio antony antónio
    arnold arthur asad austin barack barry bashar ben benjamin benny bernard bernie bill billy bob
    bobby boris brad bradley brandon brent brett brian bruce bryan calvin carl carlos charles
    charlie chris christian christopher chuck clarence clint colin cory craig curtis dale damian dan
    daniel danny darryl daryl dave david dean dennis derek dick dmitri dmitriy dmitry don donald
    doug douglas duncan dustin dwight earl ed eddie edward elijah emmanuel enrique eric erik ernest
    ernesto eugene evan fernando francis francisco frank franklin fred frederick gareth gary gavin
    geoffrey george gerald gerard gerhard giorgi glenn gordon graham grant greg gregory guy hans
    harold harry harvey henry herbert herman hosni howard hugh hugo hussein ian igor ilham ivan jack
    jacob jake jakub james jamie jan jared jason javier jay jean jean-claude jean-marc jeb jeff
    jeffrey jens jeremy jerome jerry jesse jim jimmy joe joel john johnny jon jonathan jordan jorge
    jose joseph josh joshua josé juan julian justin jürgen karl keith ken kenneth kevin kofi
    konstantin kurt kyle lance larry lawrence lee leo leon leonard leonid lester lindsey lloyd lou
    louis lucas luis luke malcolm manuel marc marco marcus mario mark martin marvin matt matteo
    matthew maurice max mehmet michael miguel mike mikhail mitch mitt mohamed mohammad mohammed
    muhammad nathan neil newt nicholas nick nicolas nigel nikolai noah norman oleg oliver oscar otto
    owen pablo pat patrick paul pavel pedro pete peter phil philip phillip pierre pope rafael ralph
    ramzan rand randy raul raymond recep reed reince rex richard rick ricky rob robbie robby robert
    roberto rod rodney rodrigo roger roland ron ronald ross roy rudolph rudy russ russell ryan sam
    samuel sander scott sean sebastian serge sergei sergey seth shane shaun shinzo sidney silvio
    simon spencer stanley stephen sterling steve steven stuart sylvester tayyip ted terence terry
    thomas tim timothy todd tom tommy tony travis trevor trey tyler victor viktor vince vincent
    vitaly vladimir volodymyr wade wallace walter warren wayne wesley will william wolf wolfgang
    xavier yuri zbigniew александр алексей андрей антон владимир дмитрий евгений иван игорь
    константин михаил николай олег павел сергей юрий
    """.split()
)
FEMALE_NAMES = frozenset(
    """
    abigail alexandra alice alicia alison allison amanda amber amy ana andrea angela angelina anita
    ann anna anne annie april ashley audrey aung ava barbara beatrice becky bernadette beth betsy
    betty beverly bonnie brenda brianna bridget brittany caitlin candace carla carly carmen carol
    caroline carolyn cassandra catherine cathy charlotte chelsea cheryl christiana christina
    christine cindy claire clara claudia condoleezza connie cristina crystal cynthia dana danielle
    dawn debbie deborah debra denise diana diane dianne dilma donna dora doris dorothy ekaterina
    elaine eleanor elena elise elizabeth ellen emily emma erica erin esther ethel eva evelyn fatima
    federica felicia fiona frances gabriela gail gayle geraldine gina ginger gladys gloria grace
    greta gretchen hannah heather heidi helen hilary hillary huma ingrid irene irina isabel ivanka
    jackie jacqueline jane janet janice jean-marie jeanne jen jennifer jenny jessica jill joan
    joanna joanne jocelyn josephine joy joyce juanita judith judy julia julie june kamala karen kate
    katherine kathleen kathryn kathy katie katrina kay kelly kellyanne kim kimberly kirsten kristen
    kristin lana laura lauren leah leslie lillian linda lindsay lisa liz lois loretta lori lorraine
    louise lucille lucy lydia lynn madeleine madeline maggie marcia margaret margot maria mariah
    marian marie marilyn marina marine marion marjorie marlene marsha martha mary maureen maxine
    megan melania melanie melissa mercedes meredith merkel mia michele michelle mildred miriam molly
    monica nadia nancy naomi natalia natalie natasha nicola nicole nikki nina nora norma olga olivia
    pamela park patricia patty paula peggy penny phyllis priscilla rachel rebecca regina renee rita
    roberta robin rosa rosalind rose rosemary ruth sally samantha sandra sara sarah sasha shannon
    sharon sheila shelley sherry shirley simone sofia sonia sophia sophie stacey stacy stella
    stephanie sue susan suzanne sylvia tamara tammy tania tanya tara tatiana teresa theresa tiffany
    tina tracey tracy ursula valerie vanessa vera veronica vicki victoria viola violet virginia
    vivian wanda wendy whitney winifred yolanda yulia yvonne zoe анна валентина екатерина елена
    ирина мария наталья ольга татьяна юлия
    """.split()
)
