//! Published pay figures, in pounds a year. A new trust gets a copy of them, and keeps that copy up to date itself.
//!
//! Teachers: School Teachers' Pay and Conditions, from 1 September. The points between minimum
//! and maximum are advisory, so a trust may set its own. Support staff: National Joint Council
//! spine, from 1 April. Years for which no published figures were found are left out.

use entity::codes::PayRegion;

/// Regions in the order of the figures of a teachers' point.
pub const REGIONS: [(PayRegion, &str); 4] = [
    (PayRegion::England, "England"),
    (PayRegion::Fringe, "London fringe"),
    (PayRegion::OuterLondon, "Outer London"),
    (PayRegion::InnerLondon, "Inner London"),
];

/// A point with its figure in each of [`REGIONS`].
pub type RegionalPoint = (&'static str, [i64; 4]);

/// Main range from 1 September 2025.
pub const MAIN_2025: &[RegionalPoint] = &[
    ("M1", [32916, 34398, 37870, 40317]),
    ("M2", [34823, 36373, 39851, 42234]),
    ("M3", [37101, 38627, 41935, 44238]),
    ("M4", [39556, 41075, 44128, 46339]),
    ("M5", [42057, 43545, 46800, 48952]),
    ("M6", [45352, 46839, 50474, 52300]),
];

/// Upper range from 1 September 2025.
pub const UPPER_2025: &[RegionalPoint] =
    &[("U1", [47472, 48913, 52219, 57632]), ("U2", [49232, 50668, 54151, 60464]), ("U3", [51048, 52490, 56154, 62496])];

/// Unqualified teachers from 1 September 2025.
pub const UNQUALIFIED_2025: &[RegionalPoint] = &[
    ("UQ1", [22601, 24066, 26789, 28343]),
    ("UQ2", [25193, 26656, 29383, 30935]),
    ("UQ3", [27785, 29248, 31974, 33528]),
    ("UQ4", [30071, 31532, 34265, 35814]),
    ("UQ5", [32667, 34126, 36856, 38402]),
    ("UQ6", [35259, 36718, 39450, 40994]),
];

/// Main range from 1 September 2024, England outside London.
pub const MAIN_2024: [i64; 6] = [31650, 33483, 35674, 38034, 40439, 43607];

/// Upper range from 1 September 2024, England outside London.
pub const UPPER_2024: [i64; 3] = [45646, 47338, 49084];

/// Leadership points L1 to L43, England outside London: from 1 September 2024 and 2025.
pub const LEADERSHIP: &[(i64, i64)] = &[
    (49781, 51773),
    (51027, 53069),
    (52301, 54394),
    (53602, 55747),
    (54939, 57137),
    (56316, 58569),
    (57831, 60145),
    (59167, 61534),
    (60644, 63070),
    (62202, 64691),
    (63815, 66368),
    (65286, 67898),
    (66919, 69596),
    (68586, 71330),
    (70293, 73105),
    (72162, 75049),
    (73819, 76772),
    (75675, 78702),
    (77552, 80655),
    (79475, 82654),
    (81441, 84699),
    (83464, 86803),
    (85529, 88951),
    (87651, 91158),
    (89830, 93424),
    (92052, 95735),
    (94332, 98106),
    (96673, 100540),
    (99067, 103030),
    (101533, 105595),
    (104040, 108202),
    (106626, 110892),
    (109275, 113646),
    (111976, 116456),
    (114759, 119350),
    (117601, 122306),
    (120524, 125345),
    (123506, 128447),
    (126517, 131578),
    (129673, 134860),
    (132913, 138230),
    (136243, 141693),
    (138265, 143796),
];

/// Lowest and highest figure of the leadership range from 1 September 2025, in [`REGIONS`] after the first.
pub const LEADERSHIP_ENDS_2025: [(i64, i64); 3] = [(53198, 145218), (55881, 147866), (61554, 153490)];

/// NJC spine points: number, from 1 April 2024, from 1 April 2025.
pub const NJC: &[(i32, i64, i64)] = &[
    (2, 23656, 24413),
    (3, 24027, 24796),
    (4, 24404, 25185),
    (5, 24790, 25583),
    (6, 25183, 25989),
    (7, 25584, 26403),
    (8, 25992, 26824),
    (9, 26409, 27254),
    (10, 26835, 27694),
    (11, 27269, 28142),
    (12, 27711, 28598),
    (13, 28163, 29064),
    (14, 28624, 29540),
    (15, 29093, 30024),
    (16, 29572, 30518),
    (17, 30060, 31022),
    (18, 30559, 31537),
    (19, 31067, 32061),
    (20, 31586, 32597),
    (21, 32115, 33143),
    (22, 32654, 33699),
    (23, 33366, 34434),
    (24, 34314, 35412),
    (25, 35235, 36363),
    (26, 36124, 37280),
    (27, 37035, 38220),
    (28, 37938, 39152),
    (29, 38626, 39862),
    (30, 39513, 40777),
    (31, 40476, 41771),
    (32, 41511, 42839),
    (33, 42708, 44075),
    (34, 43693, 45091),
    (35, 44711, 46142),
    (36, 45718, 47181),
    (37, 46731, 48226),
    (38, 47754, 49282),
    (39, 48710, 50269),
    (40, 49764, 51356),
    (41, 50788, 52413),
    (42, 51802, 53460),
    (43, 52805, 54495),
];
