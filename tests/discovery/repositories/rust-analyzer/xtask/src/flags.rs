#![allow(unreachable_pub)]

xflags::xflags! {
    src "./src/flags.rs"

    /// Run custom build command.
    cmd xtask {

        /// Install rust-analyzer server or editor plugin.
        cmd install {
            /// Install only VS Code plugin.
            optional --client
        }

        cmd fuzz-tests {}

        cmd release {
            optional --dry-run
        }

        cmd tidy {}

        cmd bb {
            required suffix: String
        }
    }
}
