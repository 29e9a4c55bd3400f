package io.github.versionedschema.test.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own, which writes its output to a file and is killed
 * when it is closed.
 */
public final class JavaProcess implements AutoCloseable {

	private static final int LAST_LINES = 80;

	private final Process process;

	private final Path output;

	private JavaProcess(ProcessBuilder process, Path output) {
		try {
			this.process = process.redirectOutput(output.toFile()).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.output = output;
	}

	/**
	 * Starts a program.
	 * @param command how to start it
	 * @param output the file for its standard output and error
	 * @return the process, to be closed by the caller
	 */
	public static JavaProcess start(JavaCommand command, Path output) {
		return new JavaProcess(command.toProcess().redirectErrorStream(true), output);
	}

	/**
	 * Starts a program whose standard output is a document.
	 * @param command how to start it
	 * @param output the file for its standard output
	 * @param error the file for its standard error
	 * @return the process, to be closed by the caller
	 */
	public static JavaProcess start(JavaCommand command, Path output, Path error) {
		return new JavaProcess(command.toProcess().redirectError(error.toFile()), output);
	}

	/**
	 * The number of the process.
	 * @return its identifier in the operating system
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether it has not ended yet.
	 * @return whether it is running
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * All that it has written until now.
	 * @return the content of its output file
	 */
	public String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until it ends by itself.
	 * @return its exit status
	 */
	public int await() {
		try {
			return this.process.waitFor();
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	/**
	 * Waits for its end.
	 * @param patience how long to wait
	 * @return whether it ended within that time
	 */
	public boolean endsWithin(Duration patience) {
		try {
			return this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	private static IllegalStateException interrupted(InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new IllegalStateException("Interrupted while waiting for a process", ex);
	}

	/**
	 * Asks it to end, as a platform does, and does not wait.
	 */
	public void terminate() {
		this.process.destroy();
	}

	/**
	 * Kills it, if it is still running, and waits until it is gone.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * The end of its output, for messages.
	 */
	@Override
	public String toString() {
		List<String> lines = output().lines().toList();
		return "The end of %s:%n%s".formatted(this.output, String.join(System.lineSeparator(),
				lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
	}

}
