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
 * A network between clients and a server that can be slow, and can stop carrying anything
 * without any of them being told.
 */
public final class FreezingProxy implements AutoCloseable {

	private static final byte[] END = new byte[0];

	private final InetSocketAddress server;

	private final Duration delay;

	private final ServerSocket listener;

	private final List<Link> links = new CopyOnWriteArrayList<>();

	/**
	 * Starts it on a port of its own.
	 * @param server where it leads to
	 */
	public FreezingProxy(InetSocketAddress server) {
		this(server, Duration.ZERO);
	}

	/**
	 * Starts one that is slow.
	 * @param server where it leads to
	 * @param delay how long everything is on its way, in each direction
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

	/** Returns how often a client said something behind an answer of the server. */
	public int roundTrips() {
		return this.links.stream().mapToInt((link) -> link.roundTrips.get()).sum();
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

		/** What comes later is not held up by what is still on its way. */
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
				// As good as an end.
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

	/**
	 * What is on its way.
	 *
	 * @param content what it is
	 * @param due when it arrives, by the clock of {@link System#nanoTime()}
	 */
	@SuppressWarnings("ArrayRecordComponent")
	private record Bytes(byte[] content, long due) {

		static Bytes of(byte[] content, Duration delay) {
			return new Bytes(content, System.nanoTime() + delay.toNanos());
		}

	}

}
