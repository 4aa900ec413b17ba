//! What keeps the page's thread from its work.

/// Has the thread hear nothing of those messages for which an expression is true.
#[must_use]
pub fn deaf_to(messages: &str) -> String {
    format!(
        "const Thread = Worker;
        window.Worker = class extends Thread {{
            postMessage(message, ...rest) {{
                if ({messages}) window.isUnheard = true;
                else super.postMessage(message, ...rest);
            }}
        }};"
    )
}
