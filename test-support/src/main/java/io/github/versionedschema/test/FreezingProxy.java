package io.github.versionedschema.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Proxy between clients and a server that simulates a slow network, or one that stops
 * transmitting data without notice to either side.
 */
public final class FreezingProxy implements AutoCloseable {

	private static final byte[] END = new byte[0];

	private final InetSocketAddress server;

	private final Duration delay;

	private final ServerSocket listener;

	private final List<Link> links = new CopyOnWriteArrayList<>();

	/**
	 * Starts a proxy on a free port.
	 * @param server address of the server
	 */
	public FreezingProxy(InetSocketAddress server) {
		this(server, Duration.ZERO);
	}

	/**
	 * Starts a slow proxy.
	 * @param server address of the server
	 * @param delay latency of each direction
	 */
	public FreezingProxy(InetSocketAddress server, Duration delay) {
		this.server = server;
		this.delay = delay;
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

	/**
	 * Returns the number of round trips: how often a client sent data after an answer of
	 * the server.
	 */
	public int roundTrips() {
		return this.links.stream().mapToInt((link) -> link.roundTrips.get()).sum();
	}

	/** Stops transmitting on the open connections; new connections work. */
	public void freeze() {
		this.links.forEach((link) -> link.freeze(true));
	}

	/** Transmits everything that was held back. */
	public void thaw() {
		this.links.forEach((link) -> link.freeze(false));
	}

	/** Closes the open connections, on both sides. */
	public void cut() {
		this.links.forEach(Link::close);
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.listener.accept();
				Link link = new Link(client, new Socket(this.server.getAddress(), this.server.getPort()), this.delay);
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

		private final Duration delay;

		private final AtomicBoolean answered = new AtomicBoolean(true);

		private final AtomicInteger roundTrips = new AtomicInteger();

		private boolean frozen;

		Link(Socket client, Socket server, Duration delay) {
			this.client = client;
			this.server = server;
			this.delay = delay;
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

		/** Reading must not wait for data that is still delayed. */
		void carry(Socket from, Socket to) {
			BlockingQueue<Bytes> underWay = new LinkedBlockingQueue<>();
			start(() -> deliver(underWay, to));
			byte[] buffer = new byte[8192];
			try {
				InputStream in = from.getInputStream();
				for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
					count(from);
					underWay.add(Bytes.of(Arrays.copyOf(buffer, read), this.delay));
				}
			}
			catch (IOException ex) {
				// An error counts as the end of the stream.
			}
			underWay.add(Bytes.of(END, this.delay));
		}

		private void count(Socket from) {
			if (from == this.server) {
				this.answered.set(true);
			}
			else if (this.answered.getAndSet(false)) {
				this.roundTrips.incrementAndGet();
			}
		}

		private void deliver(BlockingQueue<Bytes> underWay, Socket to) {
			try {
				OutputStream out = to.getOutputStream();
				for (Bytes next = underWay.take(); next.content() != END; next = underWay.take()) {
					TimeUnit.NANOSECONDS.sleep(next.due() - System.nanoTime());
					awaitThaw();
					out.write(next.content());
					out.flush();
				}
				awaitThaw();
			}
			catch (IOException | InterruptedException ex) {
				// An error counts as the end of the stream.
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

	/**
	 * Data in transit.
	 *
	 * @param content the data
	 * @param due when it arrives, as {@link System#nanoTime()}
	 */
	@SuppressWarnings("ArrayRecordComponent")
	private record Bytes(byte[] content, long due) {

		static Bytes of(byte[] content, Duration delay) {
			return new Bytes(content, System.nanoTime() + delay.toNanos());
		}

	}

}
