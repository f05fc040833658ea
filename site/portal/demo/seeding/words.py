"""What seeded pages are made of: names, sentences and opening hours, in two languages."""

_FIRST_NAMES = (
    "Alice Aliénor Amina Anaïs Antoine Arnaud Aurore Baptiste Basile Béatrice Benoît Blanche Bruno Camille Carmen "
    "Cécile Chloé Clément Colin Corentin Daniela Delphine Denis Diane Dounia Édouard Élise Eloi Emma Esteban "
    "Estelle Eva Fabien Fatou Félix Flora Florian Gabriel Garance Gaspard Gilles Goran Guilhem Hana Hélène Hugo "
    "Ibrahim Ilan Inès Irène Ivan Jade Jeanne Joris Judith Julien Kenza Koffi Lara Léa Léon Lila Lise Louis Lucas "
    "Maël Maïa Manon Marc Margot Marius Mathilde Mehdi Mona Nadège Naïm Nathan Nina Noé Nora Olga Oscar Pablo "
    "Paola Paul Pénélope Quentin Raphaël Rémi Rita Romane Sacha Salomé Samba Sarah Selma Simon Sofia Tanguy Théo "
    "Tiago Ulysse Valérie Vera Vincent Wassim Xavier Yaël Yann Zoé"
)
FIRST_NAMES = _FIRST_NAMES.split()
_LAST_NAMES = (
    "Abadie Arrivets Bartherotte Barthe Bégué Bordes Bourrousse Cadéac Campistron Capdeville Carrère Castéran "
    "Caubet Cazeneuve Clavé Cournet Dabadie Dareux Daste Daubas Ducasse Duffort Dupin Estrade Fauré Fitère Garros "
    "Gaubert Gimenez Hourcade Izard Joulia Labat Laborde Lacoste Ladoux Lafitte Lagarde Lamarque Lannes Laporte "
    "Larrieu Lasserre Latour Lestrade Loubens Magnoac Manciet Marsan Mazet Monferran Montaut Navarre Noguès "
    "Ortholan Palanque Pardiac Péfau Pérès Peyrusse Pujol Rigal Rouède Sabathé Saint-Martin Sarthou Sempé Sénac "
    "Sorbets Tajan Tarride Thoulouse Toulouse Trouette Vacher Verdier Vidaillan Vignes Villeneuve Zago"
)
LAST_NAMES = _LAST_NAMES.split()

# (French, English): who does what, in the order of a headline.
TRADES = (
    ("Traductrice de", "Translator of"),
    ("Conseil en", "Consulting in"),
    ("Formations en", "Training in"),
    ("Photographe de", "Photographer of"),
    ("Audit de", "Audits of"),
    ("Rédaction de", "Writing of"),
    ("Édition de", "Publishing of"),
    ("Développement de", "Development of"),
    ("Dessin de", "Drawing of"),
    ("Gestion de", "Management of"),
    ("Vente en ligne de", "Online sales of"),
    ("Restauration de", "Restoration of"),
)
# Ordinary subjects, then rarer ones: a word of the second list stands in about one page of a thousand.
SUBJECTS = (
    ("contrats", "contracts"),
    ("catalogues", "catalogues"),
    ("jardins", "gardens"),
    ("sites web", "websites"),
    ("étiquettes", "labels"),
    ("vins et spiritueux", "wines and spirits"),
    ("musées", "museums"),
    ("fermes", "farms"),
    ("écoles", "schools"),
    ("films", "films"),
    ("cartes", "maps"),
    ("bases de données", "databases"),
    ("meubles", "furniture"),
    ("romans", "novels"),
    ("factures", "invoices"),
    ("énergies", "energies"),
    ("jeux", "games"),
    ("pigeonniers", "dovecotes"),
    ("vergers", "orchards"),
    ("archives", "archives"),
)
RARE = (
    ("campanologie", "campanology"),
    ("héraldique", "heraldry"),
    ("ampélographie", "ampelography"),
    ("lutherie", "lutherie"),
    ("apiculture", "beekeeping"),
    ("gnomonique", "gnomonics"),
    ("vannerie", "basketry"),
    ("cartophilie", "cartophily"),
)
SENTENCES = (
    ("Les visites se font sur rendez-vous, toute l’année.", "Visits are by appointment, all year round."),
    ("Le pain sort du four à sept heures.", "Bread leaves the oven at seven."),
    ("On travaille au calme, avec la fibre et du café.", "The place is quiet, with fibre and coffee."),
    ("Les délais sont courts et toujours tenus.", "Deadlines are short and always met."),
    ("Une équipe de trois personnes répond sous deux jours.", "A team of three answers within two days."),
    ("Les nouveaux venus sont reçus le premier mardi du mois.", "Newcomers are received on the first Tuesday."),
    ("Vingt ans de métier, dont dix dans le Gers.", "Twenty years in the trade, ten of them in the Gers."),
    ("Le premier échange est gratuit.", "The first talk is free of charge."),
    ("Les dossiers se préparent ensemble, étape par étape.", "Files are prepared together, step by step."),
    ("Un grand parking et une rampe facilitent l’accès.", "A large car park and a ramp make access easy."),
    ("On y parle aussi anglais et espagnol.", "English and Spanish are spoken, too."),
    ("La maison travaille pour des clients du monde entier.", "The firm works for clients all over the world."),
)
PLACES = (
    ("Maison", "House"),
    ("Atelier", "Workshop"),
    ("Relais", "Post"),
    ("Espace", "Place"),
    ("Comptoir", "Counter"),
    ("Halte", "Stop"),
    ("Pôle", "Centre"),
    ("Bureau", "Office"),
)
PLACE_NAMES = (
    ("des Tilleuls", "of the Limes"),
    ("du Pont", "by the Bridge"),
    ("des Remparts", "of the Ramparts"),
    ("de la Fontaine", "of the Fountain"),
    ("du Vieux Four", "of the Old Oven"),
    ("des Cordeliers", "of the Friars"),
    ("du Lavoir", "of the Wash-house"),
    ("des Vignes", "of the Vines"),
    ("du Moulin", "of the Mill"),
    ("de la Halle", "of the Market Hall"),
)
HOURS = (
    "Mo-Fr 09:00-12:00,14:00-18:00; PH off",
    "Tu-Sa 08:30-12:30,15:00-19:00; PH off",
    "Mo-Su 08:00-20:00",
    "Mo,We,Fr 09:00-12:30; PH off",
    "We 14:00-18:00; Sa 09:00-12:00; PH off",
    "24/7",
    "Apr-Oct: Tu-Su 10:00-19:00; Nov-Mar: Sa,Su 14:00-17:00",
    "Mo-Th 08:00-17:30; Fr 08:00-12:00; PH off",
    "Th 17:00-20:00",
    "Mo-Fr 07:30-18:30; PH off; SH off",
    "",
)
