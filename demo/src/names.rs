//! Ordinary given and family names of the families and staff of an English town, by heritage.
//!
//! Names are combined by chance: nobody here exists. Codes are those of the school census.

/// A community with its names and what the census would record of it.
#[derive(Debug)]
pub struct Heritage {
    /// Out of a thousand people.
    pub weight: usize,
    /// Given names of girls and women.
    pub female: &'static [&'static str],
    /// Given names of boys and men.
    pub male: &'static [&'static str],
    /// Family names.
    pub family: &'static [&'static str],
    /// Ethnicity codes by weight.
    pub ethnicity: &'static [(&'static str, usize)],
    /// First languages by weight.
    pub language: &'static [(&'static str, usize)],
    /// Religions by weight.
    pub religion: &'static [(&'static str, usize)],
}

/// The communities of the demo's towns.
// Names in rows: one to a line would be eight hundred lines that nobody reads.
#[rustfmt::skip]
pub const HERITAGES: &[Heritage] = &[
    Heritage {
        weight: 620,
        female: &["Amelia", "Olivia", "Isla", "Ava", "Freya", "Lily", "Florence", "Poppy", "Evie", "Grace", "Daisy", "Rosie", "Phoebe", "Harriet", "Matilda", "Eliza", "Erin", "Molly", "Imogen", "Heidi", "Charlotte", "Alice", "Emily", "Jessica", "Megan", "Abigail", "Hannah", "Lucy", "Martha", "Beatrice"],
        male: &["Oliver", "George", "Arthur", "Noah", "Jack", "Theo", "Harry", "Alfie", "Henry", "Archie", "Thomas", "Freddie", "Joshua", "Reuben", "Samuel", "Edward", "Jude", "Finley", "Toby", "Elliot", "Daniel", "Isaac", "Callum", "Rory", "Ewan", "Benjamin", "Louis", "Stanley", "Ralph", "Hugo"],
        family: &["Smith", "Jones", "Taylor", "Brown", "Wilson", "Johnson", "Davies", "Wright", "Walker", "Robinson", "Thompson", "White", "Hughes", "Edwards", "Green", "Hall", "Wood", "Harris", "Clarke", "Jackson", "Turner", "Hill", "Cooper", "Ward", "Morris", "Moore", "Baker", "Harrison", "Allen", "Mitchell", "Parker", "Bennett", "Cook", "Shaw", "Carter", "Bailey", "Gibson", "Fletcher", "Ellis", "Marsh", "Holt", "Barker", "Webster", "Lowe", "Rhodes", "Atkinson", "Hargreaves", "Booth", "Pickering", "Ashworth"],
        ethnicity: &[("WBRI", 960), ("MOTH", 12), ("MWBC", 16), ("REFU", 8), ("NOBT", 4)],
        language: &[("ENG", 985), ("ENB", 15)],
        religion: &[("No religion", 520), ("Christian", 400), ("Not stated", 80)],
    },
    Heritage {
        weight: 25,
        female: &["Aoife", "Niamh", "Ciara", "Saoirse", "Maeve", "Roisin", "Orla", "Caoimhe"],
        male: &["Conor", "Sean", "Cillian", "Oisin", "Declan", "Fionn", "Eoin", "Padraig"],
        family: &["O'Brien", "Murphy", "Kelly", "Walsh", "Byrne", "Doyle", "O'Connor", "Gallagher", "Kavanagh", "Nolan"],
        ethnicity: &[("WIRI", 850), ("WIRT", 50), ("WBRI", 100)],
        language: &[("ENG", 1000)],
        religion: &[("Christian", 700), ("No religion", 300)],
    },
    Heritage {
        weight: 75,
        female: &["Zuzanna", "Maja", "Oliwia", "Natalia", "Wiktoria", "Elena", "Ioana", "Gabija", "Daria", "Oksana"],
        male: &["Jakub", "Szymon", "Kacper", "Filip", "Mateusz", "Andrei", "Luca", "Matas", "Nikolai", "Bohdan"],
        family: &["Kowalski", "Nowak", "Wójcik", "Zieliński", "Kamiński", "Popescu", "Ionescu", "Dumitru", "Kazlauskas", "Petrenko", "Shevchenko", "Lewandowski"],
        ethnicity: &[("WOTH", 970), ("WROM", 30)],
        language: &[("POL", 480), ("RMN", 250), ("LIT", 90), ("UKR", 110), ("ENG", 70)],
        religion: &[("Christian", 700), ("No religion", 300)],
    },
    Heritage {
        weight: 95,
        female: &["Aisha", "Zainab", "Maryam", "Fatima", "Hafsa", "Iqra", "Noor", "Sana", "Amina", "Khadija", "Alisha", "Mahnoor"],
        male: &["Mohammed", "Yusuf", "Ibrahim", "Hamza", "Bilal", "Ali", "Zayn", "Adam", "Umar", "Haris", "Idris", "Rayyan"],
        family: &["Khan", "Hussain", "Ahmed", "Malik", "Iqbal", "Akhtar", "Mahmood", "Shah", "Mirza", "Bashir", "Choudhry", "Rafiq"],
        ethnicity: &[("APKN", 940), ("MWAS", 40), ("AOTH", 20)],
        language: &[("URD", 430), ("PAN", 270), ("ENG", 300)],
        religion: &[("Muslim", 970), ("Not stated", 30)],
    },
    Heritage {
        weight: 55,
        female: &["Anaya", "Diya", "Priya", "Simran", "Jasleen", "Kavya", "Meera", "Nisha", "Harleen", "Isha"],
        male: &["Arjun", "Rohan", "Aarav", "Dev", "Jaspreet", "Kiran", "Nikhil", "Harjit", "Ravi", "Sahil"],
        family: &["Patel", "Singh", "Kaur", "Shah", "Sharma", "Gill", "Desai", "Mistry", "Sandhu", "Nair", "Joshi"],
        ethnicity: &[("AIND", 950), ("MWAS", 50)],
        language: &[("GUJ", 300), ("PAN", 300), ("TAM", 60), ("OTH", 90), ("ENG", 250)],
        religion: &[("Hindu", 480), ("Sikh", 420), ("No religion", 100)],
    },
    Heritage {
        weight: 30,
        female: &["Tahmina", "Nusrat", "Sadia", "Farzana", "Rumana", "Anika", "Tasnim"],
        male: &["Rahim", "Tanvir", "Imran", "Shakil", "Nayeem", "Fahim", "Sajid"],
        family: &["Begum", "Miah", "Uddin", "Rahman", "Islam", "Chowdhury", "Alam", "Haque"],
        ethnicity: &[("ABAN", 980), ("MWAS", 20)],
        language: &[("BNG", 780), ("ENG", 220)],
        religion: &[("Muslim", 960), ("Not stated", 40)],
    },
    Heritage {
        weight: 50,
        female: &["Adaeze", "Temitope", "Abena", "Chiamaka", "Ama", "Folake", "Grace", "Esther", "Ngozi", "Yaa"],
        male: &["Emeka", "Kwame", "Tunde", "Chidi", "Kofi", "Samuel", "Ayo", "Daniel", "Obinna", "Kwabena"],
        family: &["Okafor", "Adeyemi", "Mensah", "Boateng", "Okonkwo", "Balogun", "Asante", "Owusu", "Eze", "Afolabi"],
        ethnicity: &[("BAFR", 900), ("MWBA", 100)],
        language: &[("OTH", 380), ("FRN", 60), ("ENG", 560)],
        religion: &[("Christian", 820), ("Muslim", 130), ("No religion", 50)],
    },
    Heritage {
        weight: 15,
        female: &["Hodan", "Ifrah", "Sagal", "Ayaan", "Fadumo", "Nimo"],
        male: &["Abdi", "Farah", "Liban", "Guled", "Mahad", "Warsame"],
        family: &["Abdullahi", "Warsame", "Jama", "Osman", "Ali", "Hersi", "Yusuf"],
        ethnicity: &[("BAFR", 1000)],
        language: &[("SOM", 850), ("ENG", 150)],
        religion: &[("Muslim", 1000)],
    },
    Heritage {
        weight: 15,
        female: &["Shanice", "Kezia", "Naomi", "Tiana", "Simone", "Renee"],
        male: &["Jerome", "Malachi", "Andre", "Tyrese", "Marcus", "Isaiah"],
        family: &["Campbell", "Francis", "Grant", "Joseph", "Bailey", "Williams", "Reid", "Gayle"],
        ethnicity: &[("BCRB", 700), ("MWBC", 250), ("BOTH", 50)],
        language: &[("ENG", 1000)],
        religion: &[("Christian", 750), ("No religion", 250)],
    },
    Heritage {
        weight: 20,
        female: &["Mei", "Lin", "Xinyi", "Linh", "Hana", "Jia"],
        male: &["Wei", "Jun", "Kai", "Minh", "Leo", "Hao"],
        family: &["Chen", "Wang", "Li", "Nguyen", "Chan", "Lau", "Tran", "Cheung"],
        ethnicity: &[("CHNE", 720), ("AOTH", 280)],
        language: &[("CHI", 560), ("OTH", 240), ("ENG", 200)],
        religion: &[("No religion", 650), ("Buddhist", 200), ("Christian", 150)],
    },
];

/// Names of which the short form is what people say.
pub const SHORT_FORMS: &[(&str, &str)] = &[
    ("Thomas", "Tom"),
    ("Joshua", "Josh"),
    ("Samuel", "Sam"),
    ("Daniel", "Dan"),
    ("Benjamin", "Ben"),
    ("Edward", "Ted"),
    ("Matilda", "Tilly"),
    ("Abigail", "Abi"),
    ("Charlotte", "Lottie"),
    ("Florence", "Flo"),
    ("Beatrice", "Bea"),
    ("Mohammed", "Mo"),
    ("Natalia", "Talia"),
    ("Jessica", "Jess"),
    ("Mateusz", "Matt"),
];

#[cfg(test)]
mod tests {
    #[test]
    fn weights_are_out_of_a_thousand() {
        assert_eq!(super::HERITAGES.iter().map(|heritage| heritage.weight).sum::<usize>(), 1000);
    }
}
