"""Common given names, to tell “he” from “she”; a name on neither list fits both."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """
    aaron abdul abdullah abel abraham adam adebayo adnan adrian agustín ahmed aidan aimé akira alain
    alan alasdair alastair albert aldo alec alejandro aleksandr alessandro alex alexander alexei alexey
    aleš alfonso alfred alfredo ali alistair allan allen alois amadou ambrose amir amos anatoly anders
    andreas andrei andrew andy angus anil ansel anthony antoine anton antonio antony antónio archibald
    archie arjun arkadiusz arkady armand armando arnaud arne arnold arthur arturo arun arvid asad asger
    asher ashok asif atticus aurelio austin avi axel aziz baptiste barack barnaby barrie barry bart
    bartosz bashar basil bastian ben benedict benjamin benny benoit benoît bernard bernardo bernie
    bertil bertram bertrand bilal bill billy bjorn björn bjørn bob bobby bogdan boris brad bradley
    brandon branko brendan brent brett brian bruce bruno bryan burak cahal callum calvin carl carlos
    carsten casper cathal cecil cedric cesar cesare charles charlie chester chidi chris christian
    christopher chuck chukwuma ciaran clarence claus clemens clement cliff clifford clint clive clyde
    colin colm conor conrad cormac cory craig curtis cuthbert cyril dag dale damian damien dan daniel
    danny dario dariusz darnell darren darryl daryl dave david davor dawid dean declan deepak delroy
    dennis denzel denzil derek dermot deshawn desmond dewi dick didier diego dieter dimitar dimitri
    dimitris dinesh dirk dmitri dmitriy dmitry dmytro dominic don donal donald donnacha doug dougal
    douglas dragan duarte duncan dustin dwayne dwight dylan désiré eamon eamonn earl eberhard ed eddie
    edgar edgardo edmund eduardo edward edwin efraim egon einar eirik eli elias elijah elliot elmer
    emanuel emeka emil emilio emmanuel emre emrys enda enrique enzo eoin erdem eric erich erik ernest
    ernesto ernst esteban ethan euan eugene evan ezra fabian fabio fabrice faisal farhad farid felipe
    felix ferdinand fergus fernand fernando fidel finn fintan florent florian folarin francis francisco
    franco frank franklin franz fred frederick fritz ganesh gareth garfield garrett gary gaspar gaston
    gavan gavin geert geoffrey georg george georgi gerald gerard gerhard gerry gethin giacomo gianni gil
    gilbert gilles gino giorgi giorgio giovanni giuseppe glen glenn glyn gonzalo gopal goran gordon
    graeme graham grant greg gregor gregory grigory guido guillaume guillermo gunnar gus gustav guy
    gwilym gwyn gökhan haakon hal hamid hamish hamza hank hans hans-peter haris harish harold harry
    haruki harun harvey hasan hassan hector heinrich heinz helmut hendrik henri henrik henrique henry
    herbert herman hiro hiroki hiroshi hiroyuki homer horace horst hosni howard hubert hugh hugo
    humphrey hussein huw håkon hüseyin iain ian ibrahim idris ifor ignacio igor ilham ilya imran imtiaz
    irving isaac ismael ismail ivan ivo ivor iwan izaak iñigo jaap jack jacob jacques jagdish jaime jake
    jakob jakub jamal james jamie jan jared jarek jaroslav jason javed javier jay jean jean-claude
    jean-marc jean-paul jeb jed jeff jeffrey jens jeremy jeroen jerome jerry jerzy jesper jesse jim
    jimmy jin-ho jiro jiří joachim joao joaquim joaquín jochen jock joe joel johan johannes john johnny
    jon jonas jonathan jonny joost jordan jorge joris jose josef joseph josh joshua josip josé joão juan
    juergen julian julien julio justin jérôme jörg jürgen kamal karim karl karsten kaspar kazuo kees
    keith ken kenji kenneth kenny kevin khaled khalid kieran kirk kit klaus knut kofi konstantin krishna
    krzysztof kurt kwame kyle lachie lachlan ladislav lance larry lars laszlo laurence laurent lawrence
    leandro lech lee leif lennart leo leon leonard leonid leopold leroy lester levan liam lindsey linus
    lionel lloyd lonnie lorcan lorenzo lou louis lowell lubomír luc luca lucas lucian ludwig luigi luis
    lukas luke luther maarten maciej mads magnus mahesh mahmoud makoto malcolm malik manfred manoj
    manuel marc marcel marcin marco marcus marek mariano mario mariusz mark markus martin martyn marvin
    masato massimo matej mateus mathieu matt matteo matthew matthias matthieu maurice mauricio mauro max
    maxim maximilian mehdi mehmet melvin merle merv mervyn micah michael miguel mihai mikael mike
    mikhail milan miles milos min-ho mirko miroslav mirza mitch mitt mohamed mohammad mohammed mohan
    mohsen mordechai morris morten mortimer moses mstislav muhammad mukesh mustafa nadeem naoki nathan
    nathaniel naveed naveen nawaz ned neil nels nestor neville newt niall nicholas nick nico nicolas
    nicolás niels nigel niklas nikola nikolai nikos nils nitin noah noam noel nolan norman ola olaf olav
    ole oleg oliver olivier ollie olu omar oren orlando osama oscar osman oswald otto owain owen pablo
    padraig pankaj panos paolo pascal pat patrice patrick paul paulo pavel pedro peer percy petar pete
    peter phil philip philippe phillip pierce pierre piet pieter piotr pius pope prakash pranav praveen
    pádraig pål quentin radek radovan rafael rafal ragnar raheem rahul rainer raj rajesh rajiv rakesh
    ralf ralph ramesh rami ramil ramiro ramon ramzan rand randy rashad rashid raul ravi raymond recep
    reed reggie reginald reince reinhard reinier remy renato rené reto reuben rex rhodri rhys ricardo
    richard richie rick ricky rob robbie robby robert roberto rod rodney rodrigo rogelio roger rohan
    roland rolf roman romeo ron ronald ronan ronnie rory ross rowan roy ruben rubén rudolph rudy rufus
    rui rupert russ russell rusty ruud ryan sacha sachin saeed sajid salim salman salvador sam samir
    samuel sandeep sander sandro sanjay sanjeev santiago satish satoshi saul scott seamus sean sebastian
    selim serge sergei sergey sergio seth seydou shaheen shahid shane shankar shaun shawn shinji shinzo
    shiv siddharth sidney siegfried sigurd silas silvio simen simon sipho slobodan soren spencer stan
    stanislav stanley stavros stefan stefano stephen sterling steve steven stijn stuart subhash sung-min
    sunil suresh sven sylvain sylvester sören søren tadeusz tadhg takashi takeshi tarek tariq tarun
    tayyip ted teddy terence terrell terry tetsuya thabo theo theodore thibault thierry thomas thorsten
    tiago tibor tim timo timothy tobias tobin toby todd tom tomas tomasz tomi tommy tomás tomáš tony
    torsten travis trevor trey tristan troy trygve tunde tyler tyrone ulf ulrich umar umberto umesh
    usman uwe valentin varun vasily vasyl vernon victor vijay vik vikram viktor vince vincent vincenzo
    vinod virgil vishal vitaly vito vitor vittorio vivek vladimir volker volodymyr václav wade walid
    wallace walt walter waqar warren wayne wendell werner wes wesley wiley wilfred wilfried wilhelm will
    willem william willie wilmer winston wojciech wolf wolfgang xavier yaakov yann yannick yannis
    yaroslav yasser yitzhak yogesh yosef yoshi yuri yusuf yusuke yves zach zachary zafar zbigniew zoltan
    zoran álvaro ángel étienne александр алексей андрей антон владимир дмитрий евгений иван игорь
    константин михаил николай олег павел сергей юрий
    """.split()
)
FEMALE_NAMES = frozenset(
    """
    abby abena abigail ada adaeze adela adelaide adele adelheid adriana adwoa agatha agnes agnieszka
    aileen aisha aisling akiko alba alejandra alena alessandra alexandra alexis alice alicia alicja
    alina aline alison aliyah allison alma amanda amara amber amelia amelie amina aminata amira amy
    amélie ana anais anastasia anaïs anca andrea aneta angela angelica angelina angharad anika anita
    anja anjali anke ann anna annabel anne anneli anneliese annemarie annette annie annika antje antonia
    anusha aoife april araceli arlene aruna arwen asha ashley astrid audrey aung aurelia aurora aurélie
    ava ayako ayesha aylin ayumi ayşe aïssata babette babs bahar barbara beata beatrice beatriz bec
    becca becky begoña belinda bella benedikte bernadette berta beryl bess beth betsy bettina betty
    beverley beverly bianca billie birgit birgitta birgitte blanca blanche bonnie bozena bożena breda
    brenda brianna bridget bridie brigitte brittany bronagh bronwen bronwyn caitlin calista camila
    camilla candace candice caoimhe carina carla carlotta carly carmel carmen carol carole carolina
    caroline carolyn cassandra catalina caterina catherine cathy catrin catriona cecilia celeste celia
    chantal chantelle charlene charlotte charmaine chelsea cherie cheryl chiamaka chiara chiyo chloe
    chloé christiana christina christine ciara cindy claire clara clare clarissa clarisse claudette
    claudia clementine clíona colette colleen comfort concepción condoleezza connie constance consuelo
    cora cordelia corinne cornelia cosima cristina crystal cynthia dagmar dagny dahlia daisy dana
    daniela danielle danuta daphne darlene davina dawn deb debbie deborah debra deepa deirdre delia
    della delphine denise desiree diana diane dianne dilma dilys dinah dolly dolores donatella donna
    dora doreen doris dorota dorothea dorothy ebony ebru edie edith edna edwina effie efua eileen eilidh
    eimear eirlys ekaterina elaina elaine eleanor eleanora elena eleni elif elisa elisabeth elise eliza
    elizabeth elke ella ellen ellie elodie eloise elsa elsie elspeth elvira emiko emilia emily emine
    emma enid erica erika erin esi esme esperanza estelle ester esther ethel eugenia eugenie eunice eva
    eva-maria evelyn evie fadila fatima fatma fatou federica felicia felicity fenella fernanda ffion
    fiona flora florence fran frances francesca freda freya frida frieda funmi gabriela gabriele gail
    galina gayle gaynor gemma genevieve georgina geraldine gerda germaine gertrude ghada gianna gill
    gillian gina ginger ginny gisela giselle giulia gladys glenda gloria gosia grace graciela greta
    gretchen gudrun gwen gwendolyn gülsüm hala hana hanna hannah hannelore harriet haruka hatice hattie
    hazel heather hedwig heidi heike helen helena helga henrietta henriette hermione hester hilary hilda
    hildegard hillary hitomi huma ida ilana ilona ilse imani imelda imogen indira ines inga inge
    ingeborg inger ingrid inés iola iolanda iona irene irina irma isabel isabella ishbel isla ivana
    ivanka jacinta jackie jacqueline jane janelle janet janice janine jasmin jasmine jaya jean-marie
    jeanne jelena jemima jen jenna jennifer jenny jess jessica jessie ji-woo jill jitka joan joana
    joanna joanne jocelyn jodie johanna jolanta josefa josefina josephine josie joy joyce juana juanita
    judi judit judith judy julia juliana juliane julianne julie juliet juliette june justine kadiatou
    kamala kamila karen kari karin karina karla karolina kasia katarina katarzyna kate katerina kateřina
    katharina katherine kathleen kathrin kathryn kathy katie katja katrin katrina kay keiko keisha kelly
    kellyanne kendra kerstin khadija kim kimberly kira kirsten kirsty kitty klara klára kristen kristin
    kristina krystyna ksenia kumiko kylie laila lakisha lakshmi lana lara larissa latifa latoya latrice
    laura lauren layla leah leanne leila lena leonie leonora leslie leticia letitia leyla lidia liesbeth
    lieselotte lila lilian liliana lillian lily lina linda lindsay linnea lisa lise liv livia liz lois
    lola lorena loretta lori lorraine lotte lottie louisa louise lucia lucie lucille lucinda lucy lucía
    ludmila ludmilla luisa lupe lydia lynda lynn lynne mabel madeleine madeline maeve magali magda
    magdalena maggie mairead maisie maja malala malgorzata malin manuela mara marcela marcia mareike
    margaret margarethe margarita margit margot marguerite maria mariah mariam marian mariana marianne
    marie marie-claire marieke mariella marielle marija mariko marilyn marina marine marion marit
    marjorie marlene marsha marta martha martina martine mary maryam mathilde matilda maud maude maura
    maureen mavis maxine maya meera meg megan meghan mei melania melanie melinda melissa mercedes mercy
    meredith merete mia michaela michele michelle michiko mila mildred milena min-ji mina minnie mira
    miranda mireille miriam moira molly mona monica monique muriel myra nadezhda nadia nadine nancy
    naoko naomi nasrin natalia natalie natalya natasha nathalie neha nell nellie nesrin nessa ngozi
    niamh nicola nicole nicoletta nikki nina nkechi noor nora noreen norma nuala nuria odette odile
    oksana olena olga olivia olympia oona oonagh orla ottilie paloma pam pamela paola parveen patricia
    patsy patty paula pauline peggy penelope penny petra petronella philippa philomena phoebe phyllis
    pia pilar polina polly poppy priscilla priya priyanka queenie rachel radha ramona raquel rebecca
    rebekah regina reiko remedios renata renate renee rhiannon rhoda rhona rika rita roberta robin
    rochelle roisin ros rosa rosalie rosalind rosamund rosanna rosario rose rosemarie rosemary rosie
    rowena roxanne ruby rukmini runa ruth saanvi sabine sabrina sachiko sadie sakura sally salma
    samantha samira sandra sandrine sangeeta sanna saoirse sara sarah sarita sasha saskia selina selma
    seren shabana shanice shaniqua shannon sharon sheena sheila shelley sherry shilpa shirin shirley
    shona sian sienna sigrid silke silvia simona simone sinead sinéad siobhan siobhán sita siân sloane
    sofia sofie soledad solveig sonia sonja sonya soo-jin sophia sophie soraya stacey stacy stefania
    stella stephanie sue suki sunita susan susana susannah susanne susie suzanne svetlana sybil sylvia
    sylvie tabitha tallulah tamar tamara tamika tammy tamsin tania tanisha tanya tara tatiana tatyana
    teodora teresa tess thandi thandiwe thea thelma theodora theresa thérèse tiffany tilda tilly tina
    titilayo tonya tove tracey tracy trish trisha trudy ulla ulrike uma unni ursula ute valentina
    valeria valerie vanessa velma vera verena veronica verónica vesna vicki vicky victoria vida viktoria
    viola violet violeta virginia vivian vivienne wanda wendy whitney wilhelmina wilma winifred winnie
    xenia yasmin yasmine yelena ylva yoko yolanda yolonda yuki yukiko yuko yulia yumi yvette yvonne
    zahra zainab zara zdenka zelda zeynep zita zoe zofia zora zoya zoë zsófia zuzanna åsa анна валентина
    екатерина елена ирина мария наталья ольга татьяна юлия
    """.split()
)
