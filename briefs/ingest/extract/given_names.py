"""Common given names, to tell “he” from “she”; a name on neither list fits both."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """
    aaron abdirahman abdul abdullah abel abraham adam adebayo adnan adriaan adrian agustín ahmed ahmet
    aidan aimé ajay akira alain alan alasdair alastair albert aldo alec alejandro aleksandr alessandro
    alex alexander alexei alexey aleš alfie alfonso alfred alfredo ali alistair allan allen alois amadou
    ambrose amir amit amos anatol anatoly anders andreas andrei andrew andy angus aniket anil ansel
    anselmo anthony antoine anton antonio antony antónio apostolos archibald archie arjun arkadiusz
    arkady armand armando arnaud arne arnold arseny artem arthur arturo arun arvid asad asger asher
    ashok asif atticus aurelio austin avi axel aziz babajide bao baptiste barack barnaby barrie barry
    bart bartosz bashar basil bastian ben benedict benjamin benny benoit benoît bernard bernardo bernie
    bertil bertram bertrand bhavesh bheki bilal bill billy bjorn björn bjørn bob bobby bogdan bohdan
    boris boštjan brad bradley bram brandon branko brendan brent brett brian bruce bruno bryan burak
    cahal callum calvin carl carlos carsten casper cathal cecil cedric cesar cesare charles charlie
    chester chetan chidi chinedu chris christian christopher chuck chukwuma ciaran clarence claus
    clemens clement cliff clifford clint clive clyde colin colm conor conrad cormac cory craig curtis
    cuthbert cyril daan dag dai dale damian damien dan daniel danny dario dariusz darnell darren darryl
    daryl dave david davor dawid dean declan deepak delroy denis dennis denzel denzil derek dermot
    deshawn desmond dewi dick didier diego dieter dimitar dimitri dimitrios dimitris dinesh dirk
    dirk-jan dmitri dmitriy dmitry dmytro dominic don donal donald donnacha doug dougal douglas dragan
    duarte duc duncan dustin dwayne dwight dylan désiré eamon eamonn earl eberhard ed eddie edgar
    edgardo edmund eduardo edward edwin efraim egon einar eirik eli elias elijah elliot elmer emanuel
    emeka emil emiliano emilio emir emmanuel emre emrys enda enrique enzo eoin erdem eric erich erik
    ernest ernesto ernst esteban ethan euan eugene evan evangelos ewald ezra fabian fabio fabrice
    facundo faisal farhad farid fedor felipe felix ferdinand fergus fernand fernando fidel finn fintan
    florent florian floris folarin francis francisco franco frank franklin franz fred frederick fritz
    ganesh gareth garfield garrett gary gaspar gaston gavan gavin geert geoffrey georg george georgi
    gerald gerard gerhard gerry gethin giacomo gianni gijs gil gilbert gilles gino giorgi giorgio
    giovanni giuseppe gleb glen glenn glyn gonzalo gopal goran gordie gordon graeme graham grant greg
    gregor gregory grigory guido guillaume guillermo gunnar gus gustav guy gwilym gwyn gökhan haakon hal
    hamid hamish hamza hank hans hans-peter haris harish harold harry haruki harun harvey hasan hassan
    hector heinrich heinz helmut hemant hendrik henri henrik henrique henry herbert herman hernán hieu
    hiro hiroki hiroshi hiroyuki homer horace horst hosni howard hubert hugh hugo humphrey hussein huw
    huy håkon hüseyin iain ian ibrahim idris ifeanyi ifor ignacio igor iker ilham ilia ilya imran imtiaz
    ioannis irving isaac ismael ismail ivan ivo ivor iwan izaak iztok iñigo jaap jack jacob jacques
    jagdish jaime jake jakob jakub jamal james jamie jan janez jared jarek jaroslav jason jasper jatin
    javed javier jay jean jean-claude jean-marc jean-paul jeb jed jeff jeffrey jelle jens jeremy jeroen
    jerome jerry jerzy jesper jesse jim jimmy jin-ho jiro jiří joachim joao joaquim joaquín jochen jock
    joe joel joep johan johannes john johnny jon jonas jonathan jonny joost jordan jorge joris jose
    josef joseph josephat josh joshua josip josé joão juan juergen julian julien julio justin jérôme
    jörg jürgen kamal kamil karim karl karsten kaspar kazuo kees keith kemal ken kenji kenneth kenny
    kevin khaled khalid khanh kieran kirill kirk kit klaus knut koen kofi konstantin konstantinos kostas
    krishna krzysztof kunal kurt kwabena kwame kwasi kyle lachie lachlan ladislav lance larry lars
    lars-erik laszlo laurence laurent lawrence leandro lech lee leif lennart leo leon leonard leonel
    leonid leopold leroy lester lev levan liam lindsey linus lionel lloyd lonnie lorcan lorenzo lorne
    lou louis lowell lubomír luc luca lucas lucian lucien ludwig luigi luis lukas luke luther lwazi
    maarten maciej mads magnus mahesh mahmoud makoto malcolm malik mandla manfred manish manoj manolis
    manuel marc marcel marcin marco marcus marek mariano mario mariusz mark markus martin martyn marvin
    masato massimo matej mateus mathieu matjaž matt matteo matthew matthias matthieu matthijs matvei
    maurice mauricio mauro max maxim maximilian mehdi mehmet melvin merle merv mervyn micah michael
    miguel mihai mikael mike mikhail milan miles milos min-ho mirko miroslav mirza mitch mitt mohamed
    mohammad mohammed mohan mohsen mordechai morris morten mortimer moses mstislav muhammad mukesh mukul
    murat musa mustafa mykola nadeem nahuel naoki nathan nathaniel naveed naveen nawaz ned neil nels
    nestor neville newt niall nicholas nick nico nicolas nicolás niels nigel niklas nikola nikolai
    nikolaos nikos nilesh nils nitin noah noam noel nolan norman obinna ola olaf olav ole oleg oleksandr
    oliver olivier ollie olu oluwaseun omar oren orlando osama oscar osman oswald otto owain owen pablo
    padraig panagiotis pankaj panos paolo parth pascal pat patrice patrick paul paulo pavel pedro peer
    percy petar pete peter phil philip philippe phillip pierce pierre piers piet pieter pim piotr pius
    piyush pope prakash pranav praveen primož pádraig pål quang quentin radek radovan rafael rafal
    ragnar raheem rahul rainer raj rajesh rajiv rakesh ralf ralph ramesh rami ramil ramiro ramon ramzan
    rand randy rashad rashid raul ravi raymond recep reed reggie reginald reince reinhard reinier remy
    renato rené reto reuben rex rhodri rhys ricardo richard richie rick ricky rik rishi rob robbie robby
    robert roberto rod rodion rodney rodrigo rogelio roger rohan rok roland rolf roman romeo ron ronald
    ronan ronnie rory ross rowan roy ruben rubén rudolph rudy rufus rui rupert russ russell rusty ruud
    ryan sacha sachin saeed sajid salim salman salvador sam sameer samir samuel sandeep sander sandro
    sanjay sanjeev santiago satish satoshi saul scott seamus sean sebastian segun selim semyon serge
    sergei sergey sergio serhiy serkan seth seydou shaheen shahid shane shankar shaun shawn shinji
    shinzo shiv shun shyam sibusiso siddharth sidney siegfried sigurd silas silvio simen simon sipho
    sjoerd slobodan soren sourav spencer spyros stan stanislav stanley stavros stefan stefano stelios
    stepan stephen sterling steve steven stijn stuart subhash sung-min sunil suresh sven sylvain
    sylvester sören søren tadej tadeusz tadhg takashi takeshi taras tarek tariq tarun tayyip ted teddy
    tendai terence terrell terry tetsuya teun thabo thanasis themba theo theodore thiago thibault
    thierry thijs thomas thorsten tiago tibor tim timo timothy timur tobias tobin toby todd tom tomas
    tomasz tomi tommy tomás tomáš tony torsten travis trevor trey tristan troy trygve tuan tunde tushar
    tyler tyrone uday ulf ulrich umar umberto umesh umut usman uwe vadim valentin varun vasily vassilis
    vasyl vernon victor vijay vijayan vik vikram viktor vince vincent vincenzo vinod virgil vishal
    vitaly vito vitor vittorio vivek vladimir volkan volker volodymyr václav wade walid wallace walt
    walter waqar warren wayne wendell werner wes wesley wiley wilf wilfred wilfried wilhelm will willem
    william willie wilmer winston wojciech wolf wolfgang wout xavier yaakov yann yannick yannis yaroslav
    yasin yasser yaw yegor yevhen yitzhak yogesh yosef yoshi yuri yusuf yusuke yves zach zachary zafar
    zakhar zbigniew zoltan zoran álvaro ángel étienne александр алексей андрей антон владимир дмитрий
    евгений иван игорь константин михаил николай олег павел сергей юрий
    """.split()
)
FEMALE_NAMES = frozenset(
    """
    abby abena abigail abimbola ada adaeze adaora adela adelaide adele adelheid aditi adriana adwoa
    agatha agnes agnieszka aileen aisha aisling akiko alba alejandra alena alessandra alexandra alexis
    alice alicia alicja alina aline alison aliyah allison alma alyona amanda amara amber amelia amelie
    amina aminata amira amy amélie ana anais ananya anastasia anaïs anca andrea aneta anfisa angela
    angelica angeliki angelina angharad anh anika anita anja anjali anjana anke ankita ann anna annabel
    anne anneli annelies anneliese annemarie annette annie annika anouk antje antonia anusha anwen aoife
    april araceli arlene aruna arwen asha ashley aslı astrid audrey aung aurelia aurora aurélie ava
    ayako ayanda ayesha aylin ayumi ayşe aïssata babette babs bahar barbara beata beatrice beatriz bec
    becca becky begoña belinda bella benedikte bernadette berta beryl bess beth betsy bettina betty
    beverley beverly bianca billie birgit birgitta birgitte blanca blanche bohdana bonnie bozena bożena
    breda brenda brianna bridget bridie brigitte brittany bronagh bronwen bronwyn burcu busisiwe caitlin
    calista camila camilla candace candice caoimhe carina carla carlotta carly carmel carmen carol
    carole carolina caroline carolyn cassandra catalina caterina catherine cathy catrin catriona cecilia
    celeste celia chantal chantelle charlene charlotte charmaine chelsea cherie cheryl chiamaka chiara
    chioma chiyo chloe chloé christiana christina christine chrysoula ciara cindy claire clara clare
    clarissa clarisse claudette claudia clementine clíona colette colleen comfort concepción condoleezza
    connie constance consuelo cora cordelia corinne cornelia cosima cristina crystal cynthia dagmar
    dagny dahlia daisy dana daniela danielle danuta daphne daria darlene davina dawn deb debbie deborah
    debra deepa defne deirdre delia della delphine denise desiree despina diana diane dianne dilma dilys
    dimitra dinah ditte divya dolly dolores donatella donna dora doreen doris dorota dorothea dorothy
    ebony ebru ece edie edith edna edwina effie efua eileen eilidh eimear eirlys ekaterina elaina elaine
    eleanor eleanora eleftheria elena eleni elif elisa elisabeth elise eliza elizabeth elke ella ellen
    ellie elodie eloise elsa elsie elspeth elvira emiko emilia emily emine emma enid erica erika erin
    esi esme esperanza esra estelle ester esther ethel eugenia eugenie eunice eva eva-maria evelyn
    evgenia evie fadila fatima fatma fatou federica felicia felicity femke fenella fernanda ffion fiona
    flora florence florencia folake foteini fran frances francesca freda freya frida frieda funmi
    gabriela gabriele gail galina galya gamze gauri gayatri gayle gaynor geeta gemma genevieve geneviève
    georgina geraldine gerda germaine gertrude ghada gianna gill gillian gina ginger ginny gisela
    giselle giulia gladys glenda gloria gosia grace graciela greta gretchen gudrun gwen gwendolyn
    gwenllian gülsüm hala halima halyna hana hande hanna hannah hanneke hannelore harriet haruka hatice
    hattie hazel heather hedwig heidi heike helen helena helga henrietta henriette hermione hester
    hilary hilda hildegard hillary hitomi hoa huma huong ida ifeoma ilana ilona ilse ilse-marie imani
    imelda imogen indira ines inga inge ingeborg inger ingrid inés ioanna iola iolanda iona irene irina
    irini irma iryna isabel isabella ishbel ishita isidora isla ivana ivanka jacinta jackie jacqueline
    jane janelle janet janice janine janneke jasmin jasmine jaya jean-marie jeanne jelena jemima jen
    jenna jennifer jenny jess jessica jessie ji-woo jill jitka joan joana joanna joanne jocelyn jodie
    johanna jolanta josefa josefina josephine josie joy joyce juana juanita judi judit judith judy julia
    juliana juliane julianne julie juliet juliette june justine kadiatou kamala kamila karen kari karin
    karina karla karolina kasia katarina katarzyna kate katerina kateryna kateřina katharina katherine
    kathleen kathrin kathryn kathy katie katja katrin katrina kavita kay keiko keisha kelly kelly-ann
    kellyanne kendra kerstin khadija khrystyna kim kimberly kira kirsten kirsty kitty klara klára
    konstantina kristen kristin kristina krystyna ksenia kumiko kylie laila lakisha lakshmi lana lara
    larissa larysa lata latifa latoya latrice laura lauren layla leah leanne leila lena leonie leonora
    lerato leslie lesya leticia letitia leyla lidia liesbeth lieselotte liesje lila lilian liliana
    lillian lily lina linda lindsay linnea lisa lise liudmyla liv livia liz lois lola lorena loretta
    lori lorraine lotte lottie louisa louise lubov lucia lucie lucille lucinda lucy lucía ludmila
    ludmilla luisa lupe lydia lynda lynn lynne lyudmila mabel madeleine madeline madhuri maeve magali
    magda magdalena maggie mairead maisie maja malala malgorzata malin mamta manju manuela mara marcela
    marcia mareike marfa margaret margarethe margarita margit margot marguerite maria mariah mariam
    marian mariana marianne marie marie-claire marieke mariella marielle mariia marija mariko marilyn
    marina marine marion marit marjorie marlene marloes marsha marta martha martina martine mary maryam
    mathilde matilda maud maude maura maureen mavis maxine maya meena meera meg megan meghan mei melania
    melanie melike melinda melissa mercedes mercy meredith merete merve mia michaela michele michelle
    michiko mila mildred milena min-ji mina minnie mira miranda mireille miriam mirjam moira molly mona
    monica monique morag muriel myra myrthe nadezhda nadia nadiia nadine naledi nancy nandini naoko
    naomi nasrin natalia natalie natalka natalya natasha nathalie nazlı neha nell nellie nesrin nessa
    ngozi niamh nicola nicole nicoletta nienke nikki nina nisha nkechi nneka nola nomvula noor noortje
    nora noreen norma nuala nuria odette odile ogechi oksana olena olga olivia olufunke oluwatoyin
    olympia oona oonagh orla ottilie oxana palesa paloma pam pamela panagiota paola parveen patricia
    patsy patty paula pauline peggy penelope penny petra petronella philippa philomena phoebe phuong
    phyllis pia pilar polina polly pooja poonam poppy prerna priscilla priya priyanka pınar queenie
    rachel rachna radha ramona raquel rebecca rebekah regina reiko rekha remedios renata renate renee
    rhiannon rhoda rhona rika rita ritu roberta robin rochelle roisin ros rosa rosalie rosalind rosamund
    rosanna rosario rose rosemarie rosemary roshni rosie rowena roxanne ruby rukmini runa ruth saanvi
    sabine sabrina sachiko sadie sakura sally salma samantha samira sandra sandrine sangeeta sanna sanne
    saoirse sara sarah sarita sasha saskia selina selma seren sevgi shabana shalini shanice shaniqua
    shannon sharon shauna sheena sheila shelley sherry shilpa shirin shirley shobha shona shreya sian
    sienna sigrid silke silvia simisola simona simone sinead sinéad siobhan siobhán sita siân sloane
    smita sneha snezhana sofia sofie soledad solomiia solveig sonia sonja sonya soo-jin sophia sophie
    soraya stacey stacy stavroula stefania stella stephanie sue suki sunita susan susana susannah
    susanne susie suzanne svetlana svitlana swati sybil sylvia sylvie tabitha taisiya tallulah tamar
    tamara tamika tammy tamsin tania tanisha tanya tara tatiana tatyana temitope teodora teresa tess
    tetiana thandeka thandi thandiwe thao thea thelma theodora theresa thuy thérèse tiffany tilda tilly
    tina titilayo tonya tove tracey tracy trang trish trisha trudy tülay ulla ulrike ulyana uma unni
    ursula usha ute valentina valeria valerie vandana vanessa vasiliki vasilisa velma vera verena
    veronica verónica vesna vicki vicky victoria vida vidya viktoria viola violet violeta virginia
    vivian vivienne wanda wendy whitney wietske wilhelmina wilma winifred winnie xenia ximena yaryna
    yasemin yasmin yasmine yelena yesenia yetunde ylva yoko yolanda yolonda yuki yukiko yuko yulia yumi
    yvette yvonne zahra zainab zanele zara zdenka zelda zeynep zhanna zita zoe zofia zora zoya zoë
    zsófia zuzanna åsa özlem анна валентина екатерина елена ирина мария наталья ольга татьяна юлия
    """.split()
)
