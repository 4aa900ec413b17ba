//! A loopback HTTP server, plain or TLS, that can leave the network and come back.

use std::{
    convert::Infallible,
    future::Future,
    io::{self, Write},
    sync::Arc,
};

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use http_body_util::{BodyExt, Full, combinators::UnsyncBoxBody};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    service::service_fn,
};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use socket2::SockRef;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{JoinHandle, JoinSet},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer},
};

/// How many bytes of a reply may wait to be sent. They are few, so that what a connection has taken is as good as sent.
const UNSENT: usize = 1 << 16;

/// What every reply carries: all at once, or a stream that may fail midway.
pub type Body = UnsyncBoxBody<Bytes, io::Error>;

/// A body that is sent whole.
pub fn whole(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into())
        .map_err(|never| match never {})
        .boxed_unsync()
}

/// What is sent as `Content-Encoding: gzip`.
#[must_use]
pub fn packed(bytes: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing to a Vec cannot fail.
    let _infallible = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default().into()
}

/// Listens until it is dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    reachable: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Server {
    /// Answers every request with `answer`, on a free port.
    pub async fn start<A, F>(tls: Option<TlsAcceptor>, answer: A) -> Result<Self>
    where
        A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
        F: Future<Output = Response<Body>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .context("no free port on the loopback address")?;
        // Every connection takes this over.
        SockRef::from(&listener).set_send_buffer_size(UNSENT)?;
        let port = listener.local_addr()?.port();
        let (reachable, mut is_reachable) = watch::channel(true);
        let task = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                tokio::select! {
                    accepted = listener.accept() => {
                        // A client out of reach is hung up on: the port stays ours, and a page sees no difference
                        // between that and a refusal.
                        let Ok((stream, _)) = accepted else { continue };
                        if *is_reachable.borrow() {
                            connections.spawn(connection(stream, tls.clone(), answer.clone()));
                        }
                    }
                    Ok(()) = is_reachable.changed() => {
                        if !*is_reachable.borrow() {
                            connections.shutdown().await;
                        }
                    }
                    Some(_) = connections.join_next() => {}
                }
            }
        });
        Ok(Self {
            port,
            reachable,
            task,
        })
    }

    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Cuts every connection and takes no new one, or takes them again.
    pub fn set_reachable(&self, reachable: bool) {
        self.reachable.send_replace(reachable);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn connection<A, F>(stream: TcpStream, tls: Option<TlsAcceptor>, answer: A)
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Response<Body>> + Send + 'static,
{
    match tls {
        // A handshake that fails is the browser's to report.
        Some(tls) => {
            if let Ok(stream) = tls.accept(stream).await {
                converse(stream, answer).await;
            }
        }
        None => converse(stream, answer).await,
    }
}

async fn converse<S, A, F>(stream: S, answer: A)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    A: Fn(Request<Incoming>) -> F,
    F: Future<Output = Response<Body>> + Send + 'static,
{
    let service = service_fn(move |request| {
        let reply = answer(request);
        async { Ok::<_, Infallible>(reply.await) }
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http2().max_send_buf_size(UNSENT);
    // The connection ends in an error whenever the client goes, or a fault cuts it: both are expected.
    let _ended = builder
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// TLS with a certificate for `names` that nobody vouches for.
pub fn self_signed(names: &[&str]) -> Result<TlsAcceptor> {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let made = rcgen::generate_simple_self_signed(names).context("no certificate could be made")?;
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)?;
    // HTTP/2, as the hub speaks it: with HTTP/1.1 the browser itself would hold requests back to six at a time.
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
