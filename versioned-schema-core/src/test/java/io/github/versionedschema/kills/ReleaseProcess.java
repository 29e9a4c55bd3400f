package io.github.versionedschema.kills;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Checkpoints;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.process.JavaCommand;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The second release in a separate process, which runs one transition and waits at each
 * checkpoint until it is resumed.
 */
final class ReleaseProcess implements AutoCloseable {

	private static final String PREFIX = "checkpoint ";

	private static final String FREELY = "freely";

	private static final String SUCCEEDED = "succeeded";

	private static final String FAILED = "failed: ";

	private final Process process;

	private final BufferedReader output;

	private final PrintWriter orders;

	private ReleaseProcess(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
	}

	static ReleaseProcess start(TestDatabase database, Release release) {
		try {
			return new ReleaseProcess(JavaCommand.of(ReleaseProcess.class)
				.small()
				.withArguments(database.url(), database.user(), database.password(), release.first(), release.added())
				.toProcess()
				.redirectError(Redirect.INHERIT)
				.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void begin(Transition transition) {
		this.orders.println(transition);
	}

	/** Resumes the process, and waits until the checkpoint is reached. */
	void goOnUntil(Checkpoint checkpoint) {
		while (!checkpoint.isReachedAt(readCheckpoint(checkpoint))) {
			goOn();
		}
	}

	private Checkpoint readCheckpoint(Checkpoint expected) {
		String line = read();
		assertThat(line).as("instead of %s", expected).startsWith(PREFIX);
		return Checkpoint.parse(line.substring(PREFIX.length()));
	}

	private void goOn() {
		this.orders.println();
	}

	/** Resumes the process, which does not wait at further checkpoints. */
	void goOnFreely() {
		this.orders.println(FREELY);
	}

	/** Resumes the process until it ends, and returns its failure. */
	String failure() {
		String line = read();
		while (line.startsWith(PREFIX)) {
			goOn();
			line = read();
		}
		assertThat(line).startsWith(FAILED);
		return line.substring(FAILED.length());
	}

	private String read() {
		try {
			for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
				if (line.startsWith(PREFIX) || line.startsWith(FAILED) || line.equals(SUCCEEDED)) {
					return line;
				}
			}
			return "end of output";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void kill() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

	/** Suspends the process at any point. */
	void pause() {
		signal("STOP");
	}

	/** Resumes the suspended process. */
	void wake() {
		signal("CONT");
	}

	private void signal(String signal) {
		try {
			int status = new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).inheritIO()
				.start()
				.waitFor();
			assertThat(status).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

	public static void main(String[] arguments) throws IOException {
		PGSimpleDataSource database = new PGSimpleDataSource();
		database.setUrl(arguments[0]);
		database.setUser(arguments[1]);
		database.setPassword(arguments[2]);
		Release release = new Release(database::getConnection, arguments[3], arguments[4]);
		Orders orders = new Orders();
		Checkpoints checkpoints = new Checkpoints(release.connections(), orders::await);
		try (VersionedSchema schema = release.second(checkpoints)) {
			Transition.valueOf(orders.next()).run(schema);
			System.out.println(SUCCEEDED);
		}
		catch (RuntimeException ex) {
			System.out.println(FAILED + ex.getClass().getSimpleName());
		}
	}

	/** Reads orders, and ends with the process that sends them. */
	private static final class Orders {

		private final BufferedReader reader = new BufferedReader(
				new InputStreamReader(System.in, StandardCharsets.UTF_8));

		private boolean freely;

		void await(Checkpoint checkpoint) {
			if (!this.freely) {
				System.out.println(PREFIX + checkpoint);
				this.freely = next().equals(FREELY);
			}
		}

		String next() {
			try {
				String order = this.reader.readLine();
				if (order == null) {
					Runtime.getRuntime().halt(1);
				}
				return order;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
