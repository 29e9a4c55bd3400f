package io.github.versionedschema.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network between clients and a server that can stop carrying anything, without any of
 * them being told.
 */
public final class FreezingProxy implements AutoCloseable {

	private final InetSocketAddress server;

	private final ServerSocket listener;

	private final List<Link> links = new CopyOnWriteArrayList<>();

	/**
	 * Starts it on a port of its own.
	 * @param server where it leads to
	 */
	public FreezingProxy(InetSocketAddress server) {
		this.server = server;
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	/** Returns the port that clients connect to. */
	public int port() {
		return this.listener.getLocalPort();
	}

	/** Carries nothing more on the connections that are open now; new ones work. */
	public void freeze() {
		this.links.forEach((link) -> link.freeze(true));
	}

	/** Carries everything that was held up. */
	public void thaw() {
		this.links.forEach((link) -> link.freeze(false));
	}

	/** Closes the connections that are open now, on both sides. */
	public void cut() {
		this.links.forEach(Link::close);
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.listener.accept();
				Link link = new Link(client, new Socket(this.server.getAddress(), this.server.getPort()));
				this.links.add(link);
				start(() -> link.carry(client, link.server));
				start(() -> link.carry(link.server, client));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "freezing-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
	}

	/** A connection. */
	private static final class Link {

		private final Socket client;

		private final Socket server;

		private boolean frozen;

		Link(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		synchronized void freeze(boolean frozen) {
			this.frozen = frozen;
			notifyAll();
		}

		private synchronized void awaitThaw() throws InterruptedException {
			while (this.frozen) {
				wait();
			}
		}

		void carry(Socket from, Socket to) {
			byte[] buffer = new byte[8192];
			try {
				InputStream in = from.getInputStream();
				OutputStream out = to.getOutputStream();
				for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
					awaitThaw();
					out.write(buffer, 0, read);
					out.flush();
				}
				awaitThaw();
			}
			catch (IOException | InterruptedException ex) {
				// As good as an end.
			}
			close();
		}

		void close() {
			freeze(false);
			try (this.client; this.server) {
				this.client.shutdownInput();
			}
			catch (IOException ex) {
				// Closed already.
			}
		}

	}

}
