"""Common given names, to tell “he” from “she”; a name on neither list fits both."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """
    aaron abdul abdullah abel adam adrian ahmed akira alan albert alec alejandro aleksandr
    alessandro alex alexander alexei alexey alfonso alfred alfredo ali allan allen anders andreas
    andrei andrew andy angus anthony antoine anton antonio antony antónio arjun armando arne arnold
    arthur arturo asad austin axel barack barry bashar bastian ben benjamin benny bernard bernardo
    bernie bill billy bjorn björn bob bobby boris brad bradley brandon brent brett brian bruce bruno
    bryan callum calvin carl carlos carsten cedric cesar charles charlie chris christian christopher
    chuck clarence claus clemens clint colin colm conor cormac cory craig curtis dale damian damien
    dan daniel danny darren darryl daryl dave david dean declan deepak dennis derek dick diego
    dieter dirk dmitri dmitriy dmitry dominic don donal donald doug douglas duncan dustin dwight
    eamon earl ed eddie edgar edmund eduardo edward einar elijah emil emilio emmanuel enrique eric
    erich erik ernest ernesto ernst esteban eugene evan fabian fabio felipe felix fernando finn
    florian francis francisco franco frank franklin franz fred frederick fritz gareth gary gaspar
    gavin geoffrey georg george georgi gerald gerard gerhard gianni giorgi giovanni giuseppe glen
    glenn gonzalo gordon graham grant greg gregory guillaume gunnar gustav guy hamid hamish hans
    hans-peter harold harry harvey hassan heinrich heinz helmut henrik henry herbert herman hiro
    hiroshi horst hosni howard hugh hugo hussein ian ibrahim ignacio igor ilham ivan jack jacob
    jacques jaime jake jakob jakub jamal james jamie jan jared jarek jason javed javier jay jean
    jean-claude jean-marc jeb jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joachim jochen
    joe joel johan johannes john johnny jon jonas jonathan jordan jorge jose josef joseph josh
    joshua josé juan juergen julian justin jörg jürgen karim karl karsten kazuo keith ken kenji
    kenneth kevin klaus kofi konstantin kurt kwame kyle lance larry lars lawrence lee leif leo leon
    leonard leonid lester lindsey lloyd lorenzo lou louis lucas ludwig luigi luis lukas luke mads
    magnus mahmoud malcolm manfred manuel marc marcel marco marcus mariano mario mark markus martin
    marvin massimo matt matteo matthew matthias maurice mauricio mauro max maxim mehmet michael
    miguel mike mikhail milos mirko mitch mitt mohamed mohammad mohammed mohan muhammad mustafa
    nathan neil nels newt nicholas nick nicolas niels nigel nikolai nikos noah noel norman olaf olav
    ole oleg oliver olu omar oscar osman otto owen pablo paolo pascal pat patrick paul pavel pedro
    peer petar pete peter phil philip phillip pierce pierre piotr pope prakash rafael rahul rainer
    raj rajesh ralf ralph ramon ramzan rand randy raul ravi raymond recep reed reince reinhard rené
    rex ricardo richard rick ricky rob robbie robby robert roberto rod rodney rodrigo roger roland
    rolf ron ronald ross roy ruben rudolph rudy rui russ russell ryan sam samuel sander sanjay
    satoshi scott sean sebastian serge sergei sergey sergio seth shane shaun shinzo sidney sigurd
    silvio simon spencer stanley stefan stefano stephen sterling steve steven stuart sven sylvester
    takeshi tariq tayyip ted terence terry thierry thomas thorsten tim timothy tobias todd tom tomas
    tomasz tommy tomás tony torsten travis trevor trey tyler ulrich umberto uwe valentin vasily
    victor vijay vikram viktor vince vincent vitaly vitor vladimir volodymyr wade walid wallace
    walter warren wayne werner wesley wilhelm will william wojciech wolf wolfgang xavier yannick
    yuri yusuf zbigniew zoltan ángel александр алексей андрей антон владимир дмитрий евгений иван
    игорь константин михаил николай олег павел сергей юрий
    """.split()
)
FEMALE_NAMES = frozenset(
    """
    abigail adriana agnes agnieszka aileen aisha akiko alessandra alexandra alexis alice alicia
    alison allison alma amanda amber amelia amina amira amy ana anastasia andrea angela angelina
    anita anja anke ann anna anne annette annie antonia april ashley astrid audrey aung aurelia ava
    barbara beata beatrice becky bella bernadette berta beth betsy betty beverly bianca birgit
    birgitte bonnie bożena brenda brianna bridget bridie brigitte brittany caitlin camilla candace
    carina carla carlotta carly carmen carol caroline carolyn cassandra catalina catherine cathy
    cecilia charlotte chelsea cheryl chiara chloe christiana christina christine cindy claire clara
    clare claudia condoleezza connie constance cornelia cristina crystal cynthia dagmar dana daniela
    danielle dawn debbie deborah debra deirdre delia denise diana diane dianne dilma dolores donna
    dora doris dorothea dorothy edith eileen ekaterina elaine eleanor elena elif elise eliza
    elizabeth elke ella ellen eloise elsa emilia emily emma enid erica erin ester esther ethel
    eugenia eva eva-maria evelyn fatima federica felicia fiona flora frances francesca frida frieda
    gabriela gabriele gail gayle geraldine gerda gertrude gina ginger giulia gladys gloria grace
    greta gretchen gudrun hanna hannah harriet heather heidi heike helen helena helga henrietta
    hilary hilda hillary huma imogen ines ingeborg ingrid irene irina isabel isabella isla ivana
    ivanka jackie jacqueline jane janet janice jasmin jean-marie jeanne jelena jen jennifer jenny
    jessica jill joan joana joanna joanne jocelyn jolanta josefina josephine joy joyce juanita judit
    judith judy julia juliana juliane julie june kamala karen karin karolina katarina katarzyna kate
    katharina katherine kathleen kathryn kathy katie katja katrina kay kelly kellyanne kim kimberly
    kirsten kirsty klara kristen kristin lana lara latifa laura lauren layla leah leila lena leslie
    lidia lieselotte lillian linda lindsay lisa lise liz lois lorena loretta lori lorraine lotte
    louise lucia lucille lucy lucía ludmila luisa lydia lynn madeleine madeline magda magdalena
    maggie maja malgorzata mara marcia mareike margaret margarethe margarita margit margot maria
    mariah mariam marian mariana marie marilyn marina marine marion marjorie marlene marsha martha
    martina mary matilda maureen mavis maxine meera megan mei melania melanie melissa mercedes
    meredith mia michele michelle mildred milena mina mira miriam moira molly monica muriel
    nadia nadine nancy naomi natalia natalie natasha nathalie nesrin nicola nicole nicoletta nikki
    nina nora norma nuria olena olga olivia ottilie paloma pamela paola patricia patty paula
    peggy penny petra phyllis pia pilar polly priscilla priya queenie rachel ramona rebecca regina
    renate renee rhona rika rita roberta robin ros rosa rosalie rosalind rosario rose rosemary ruth
    sabine sally salma samantha sandra sanna sara sarah sasha saskia selma shannon sharon sheila
    shelley sherry shirin shirley sigrid silke silvia simona simone siobhan sofia soledad sonia
    sonja sonya sophia sophie stacey stacy stella stephanie sue susan susana susanne suzanne
    svetlana sylvia tamara tammy tania tanya tara tatiana teresa tess thea theresa tiffany tilda
    tina tove tracey tracy ulrike uma ursula ute valentina valerie vanessa vera verena veronica
    vicki victoria viola violet violeta virginia vivian vivienne wanda wendy whitney wilma winifred
    xenia yasmin yoko yolanda yuko yulia yvonne zainab zara zoe zofia zoë zuzanna анна валентина
    екатерина елена ирина мария наталья ольга татьяна юлия
    """.split()
)
