//! What the page sends its thread, and what keeps that from its work.

/// What the thread is asked for, by its number in a message: src/app/loading/thread/message.rs counts them.
#[derive(Clone, Copy, Debug)]
pub enum Job {
    /// To smooth runs.
    Smooth = 2,
    /// To read a file of any format.
    Parse = 4,
}

impl Job {
    /// An expression that is true for such a message.
    #[must_use]
    pub fn sent(self) -> String {
        format!("Array.isArray(message) && message[0] === {}", self as u8)
    }
}

/// Counts, as `answered`, the files of any format that the thread has read: those answers begin with words.
pub const COUNT_ANSWERS: &str = "window.answered = 0;
    const Channel = MessageChannel;
    window.MessageChannel = class extends Channel {
        constructor() {
            super();
            for (const port of [this.port1, this.port2]) port.addEventListener('message', ({data}) => {
                if (Array.isArray(data) && typeof data[0] === 'string') answered += 1;
            });
        }
    };";

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
