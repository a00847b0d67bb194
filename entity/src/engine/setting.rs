//! Settings of the installation, a value per key. No tenant owns them.

table! {
    /// One setting.
    setting: plain {
        /// Name of the setting: `demo.today`.
        #[sea_orm(primary_key, auto_increment = false)]
        key: String,
        /// Its value.
        value: String,
    }
}
