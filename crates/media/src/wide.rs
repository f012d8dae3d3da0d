//! Loops over pixels with the widest vector instructions that the processor has, found out when the program runs. The bits stay
//! the same: lanes do not mix, and nothing is fused unless it is written so. Elsewhere, and in WASM, it is plain code.

/// Defines a function that is compiled for several generations of processors. Its arguments own no lifetimes but those
/// of references; what it calls must be `#[inline(always)]` to take part.
macro_rules! wide {
    ($(#[$meta:meta])* $vis:vis fn $name:ident($($arg:ident: $ty:ty),* $(,)?) $body:block) => {
        $(#[$meta])*
        #[cfg(all(feature = "native", target_arch = "x86_64"))]
        $vis fn $name($($arg: $ty),*) {
            #[expect(non_camel_case_types, reason = "each argument names its own type")]
            struct Work<$($arg),*>($($arg),*);
            impl pulp::NullaryFnOnce for Work<$($ty),*> {
                type Output = ();
                #[inline(always)]
                fn call(self) {
                    let Self($($arg),*) = self;
                    $body
                }
            }
            pulp::Arch::new().dispatch(Work($($arg),*));
        }

        $(#[$meta])*
        #[cfg(not(all(feature = "native", target_arch = "x86_64")))]
        $vis fn $name($($arg: $ty),*) $body
    };
}

pub(crate) use wide;
