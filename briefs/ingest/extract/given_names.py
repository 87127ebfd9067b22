"""Common given names, to tell “he” from “she”; a name on neither list fits both."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """
    aaron abdul abdullah abel abraham adam adnan adrian ahmed akira alan alastair albert alec alejandro
    aleksandr alessandro alex alexander alexei alexey alfonso alfred alfredo ali allan allen alois amadou
    ambrose amir amos anatoly anders andreas andrei andrew andy angus anthony antoine anton antonio antony
    antónio archibald archie arjun arkady armand armando arnaud arne arnold arthur arturo asad asher atticus
    aurelio austin avi axel aziz baptiste barack barnaby barry bart bashar basil bastian ben benjamin benny
    benoit bernard bernardo bernie bertram bertrand bilal bill billy bjorn björn bob bobby bogdan boris brad
    bradley brandon branko brent brett brian bruce bruno bryan callum calvin carl carlos carsten casper
    cedric cesar cesare charles charlie chris christian christopher chuck clarence claus clemens cliff
    clifford clint clive clyde colin colm conor cormac cory craig curtis cyril dale damian damien dan daniel
    danny dariusz darren darryl daryl dave david davor dean declan deepak dennis denzel derek desmond dick
    didier diego dieter dimitri dimitris dirk dmitri dmitriy dmitry dominic don donal donald doug douglas
    dragan duncan dustin dwight eamon earl eberhard ed eddie edgar edmund eduardo edward edwin einar eli
    elias elijah elmer emanuel emil emilio emmanuel emre enrique eric erich erik ernest ernesto ernst
    esteban ethan eugene evan ezra fabian fabio faisal farid felipe felix ferdinand fergus fernand fernando
    fidel finn florian francis francisco franco frank franklin franz fred frederick fritz gareth gary gaspar
    gaston gavin geert geoffrey georg george georgi gerald gerard gerhard giacomo gianni gil gilbert gilles
    gino giorgi giorgio giovanni giuseppe glen glenn glyn gonzalo goran gordon graham grant greg gregory
    grigory guido guillaume guillermo gunnar gustav guy hamid hamish hans hans-peter harold harry haruki
    harvey hassan hector heinrich heinz helmut hendrik henri henrik henry herbert herman hiro hiroki hiroshi
    homer horace horst hosni howard hubert hugh hugo humphrey hussein huw ian ibrahim ignacio igor ilham
    ilya imran irving isaac ismail ivan ivo izaak jaap jack jacob jacques jaime jake jakob jakub jamal james
    jamie jan jared jarek jaroslav jason javed javier jay jean jean-claude jean-marc jean-paul jeb jed jeff
    jeffrey jens jeremy jerome jerry jerzy jesse jim jimmy jiří joachim joao joaquim joaquín jochen jock joe
    joel johan johannes john johnny jon jonas jonathan joost jordan jorge jose josef joseph josh joshua
    josip josé joão juan juergen julian julio justin jörg jürgen karim karl karsten kaspar kazuo kees keith
    ken kenji kenneth kevin khaled khalid kieran kirk klaus kofi konstantin krzysztof kurt kwame kyle
    lachlan ladislav lance larry lars laszlo laurence laurent lawrence lech lee leif lennart leo leon
    leonard leonid leopold leroy lester lindsey linus lionel lloyd lorcan lorenzo lou louis luc luca lucas
    lucian ludwig luigi luis lukas luke luther maarten mads magnus mahesh mahmoud malcolm malik manfred
    manoj manuel marc marcel marco marcus marek mariano mario mariusz mark markus martin marvin massimo
    mathieu matt matteo matthew matthias maurice mauricio mauro max maxim maximilian mehdi mehmet melvin
    micah michael miguel mike mikhail milan miles milos mirko miroslav mitch mitt mohamed mohammad mohammed
    mohan mohsen mordechai morris mortimer moses muhammad mustafa nathan naveed ned neil nels neville newt
    nicholas nick nico nicolas niels nigel nikola nikolai nikos nils noah noam noel nolan norman olaf olav
    ole oleg oliver ollie olu omar orlando osama oscar osman oswald otto owen pablo panos paolo pascal pat
    patrick paul pavel pedro peer percy petar pete peter phil philip phillip pierce pierre pieter piotr pius
    pope prakash pádraig quentin radek radovan rafael rafal rahul rainer raj rajesh ralf ralph ramon ramzan
    rand randy rashid raul ravi raymond recep reed reggie reginald reince reinhard rené reto reuben rex rhys
    ricardo richard rick ricky rob robbie robby robert roberto rod rodney rodrigo rogelio roger roland rolf
    roman romeo ron ronald ronan ronnie rory ross rowan roy ruben rubén rudolph rudy rufus rui rupert russ
    russell ryan saeed salim salman salvador sam samuel sander sandro sanjay sanjeev santiago satoshi saul
    scott sean sebastian serge sergei sergey sergio seth shaheen shane shaun shawn shinzo sidney siegfried
    sigurd silas silvio simon slobodan spencer stan stanislav stanley stavros stefan stefano stephen
    sterling steve steven stuart sunil sven sylvain sylvester tadeusz takeshi tarek tariq tayyip ted teddy
    terence terry theo theodore thierry thomas thorsten tibor tim timo timothy tobias tobin toby todd tom
    tomas tomasz tommy tomás tomáš tony torsten travis trevor trey tristan tyler tyrone ulrich umberto usman
    uwe valentin vasily vernon victor vijay vikram viktor vince vincent virgil vitaly vito vitor vivek
    vladimir volodymyr václav wade walid wallace walter warren wayne wendell werner wesley wilfred wilhelm
    will willem william willie winston wojciech wolf wolfgang xavier yaakov yann yannick yannis yasser
    yitzhak yosef yuri yusuf yves zach zachary zbigniew zoltan zoran ángel александр алексей андрей антон
    владимир дмитрий евгений иван игорь константин михаил николай олег павел сергей юрий
    """.split()
)
FEMALE_NAMES = frozenset(
    """
    abby abigail ada adela adelaide adele adriana agatha agnes agnieszka aileen aisha akiko alba alejandra
    alena alessandra alexandra alexis alice alicia alina aline alison aliyah allison alma amanda amara amber
    amelia amelie amina amira amy ana anais anastasia anca andrea aneta angela angelica angelina anita anja
    anke ann anna anne anneliese annette annie annika antonia aoife april arlene aruna asha ashley astrid
    audrey aung aurelia aurora ava ayesha aylin babette barbara beata beatrice beatriz becky belinda bella
    bernadette berta beryl bess beth betsy bettina betty beverly bianca billie birgit birgitte blanca
    blanche bonnie bożena brenda brianna bridget bridie brigitte brittany bronwyn caitlin calista camila
    camilla candace candice carina carla carlotta carly carmen carol carole carolina caroline carolyn
    cassandra catalina catherine cathy catriona cecilia celeste celia chantal charlene charlotte chelsea
    cherie cheryl chiara chloe christiana christina christine ciara cindy claire clara clare clarissa
    claudette claudia clementine colette colleen concepción condoleezza connie constance consuelo cordelia
    corinne cornelia cristina crystal cynthia dagmar dahlia dana daniela danielle daphne darlene davina dawn
    debbie deborah debra deepa deirdre delia delphine denise desiree diana diane dianne dilma dinah dolly
    dolores donatella donna dora doris dorothea dorothy edith edna edwina effie eileen eilidh ekaterina
    elaina elaine eleanor eleanora elena elif elisa elisabeth elise eliza elizabeth elke ella ellen ellie
    elodie eloise elsa elspeth elvira emilia emily emine emma enid erica erika erin esme esperanza estelle
    ester esther ethel eugenia eugenie eunice eva eva-maria evelyn evie fatima fatma federica felicia
    felicity fernanda fiona flora florence fran frances francesca freda freya frida frieda gabriela gabriele
    gail gayle gemma genevieve georgina geraldine gerda germaine gertrude ghada gianna gillian gina ginger
    gisela giselle giulia gladys glenda gloria grace graciela greta gretchen gudrun gwen gwendolyn hala
    hanna hannah hannelore harriet hazel heather hedwig heidi heike helen helena helga henrietta hermione
    hester hilary hilda hildegard hillary huma ida ilana ilse imelda imogen ines inga inge ingeborg inger
    ingrid iolanda iona irene irina irma isabel isabella ishbel isla ivana ivanka jackie jacqueline jane
    janet janice janine jasmin jasmine jean-marie jeanne jelena jemima jen jenna jennifer jenny jessica jill
    joan joana joanna joanne jocelyn jolanta josefina josephine josie joy joyce juana juanita judi judit
    judith judy julia juliana juliane julianne julie juliet juliette june justine kamala karen karin karina
    karla karolina kasia katarina katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy
    katie katja katrina kay keiko kelly kellyanne kendra kerstin khadija kim kimberly kira kirsten kirsty
    kitty klara kristen kristin kristina krystyna laila lakshmi lana lara larissa latifa laura lauren layla
    leah leanne leila lena leslie leticia leyla lidia lieselotte lila lilian liliana lillian lily lina linda
    lindsay lisa lise liz lois lola lorena loretta lori lorraine lotte lottie louisa louise lucia lucie
    lucille lucinda lucy lucía ludmila ludmilla luisa lydia lynn mabel madeleine madeline maeve magali magda
    magdalena maggie maisie maja malgorzata manuela mara marcela marcia mareike margaret margarethe
    margarita margit margot marguerite maria mariah mariam marian mariana marie mariella marielle marilyn
    marina marine marion marit marjorie marlene marsha martha martina martine mary maryam mathilde matilda
    maude maureen mavis maxine maya meera megan mei melania melanie melissa mercedes meredith mia michele
    michelle mildred milena mina minnie mira mireille miriam moira molly mona monica monique muriel myra
    nadezhda nadia nadine nancy naomi natalia natalie natalya natasha nathalie nell nellie nesrin nicola
    nicole nicoletta nikki nina noor nora norma nuria odette oksana olena olga olivia olympia oona orla
    ottilie paloma pamela paola patricia patty paula pauline peggy penelope penny petra petronella philippa
    phoebe phyllis pia pilar polina polly priscilla priya priyanka queenie rachel ramona raquel rebecca
    rebekah regina renate renee rhoda rhona rika rita roberta robin rochelle ros rosa rosalie rosalind
    rosanna rosario rose rosemarie rosemary rosie rowena ruby ruth sabine sabrina sally salma samantha
    sandra sandrine sanna saoirse sara sarah sarita sasha saskia selina selma shabana shannon sharon sheila
    shelley sherry shirin shirley shona sian sienna sigrid silke silvia simona simone sinead sinéad siobhan
    siobhán sofia sofie soledad sonia sonja sonya sophia sophie soraya stacey stacy stefania stella
    stephanie sue sunita susan susana susannah susanne suzanne svetlana sybil sylvia tabitha tallulah tamar
    tamara tammy tamsin tania tanya tara tatiana tatyana teodora teresa tess thea thelma theodora theresa
    tiffany tilda tilly tina tonya tove tracey tracy trisha trudy ulrike uma ursula ute valentina valerie
    vanessa velma vera verena veronica vesna vicki victoria viktoria viola violet violeta virginia vivian
    vivienne wanda wendy whitney wilhelmina wilma winifred winnie xenia yasmin yasmine yelena yoko yolanda
    yuko yulia yvette yvonne zahra zainab zara zdenka zelda zeynep zita zoe zofia zoya zoë zsófia zuzanna
    анна валентина екатерина елена ирина мария наталья ольга татьяна юлия
    """.split()
)
