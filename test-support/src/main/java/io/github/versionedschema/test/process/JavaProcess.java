package io.github.versionedschema.test.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Java program in a separate process. It writes its output to a file and is killed when
 * it is closed.
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
	 * Returns the process identifier.
	 * @return the PID
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Returns whether the process is running.
	 * @return whether it is running
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Returns the output so far.
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
	 * Waits until the process ends by itself.
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
	 * Waits for the end of the process.
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
	 * Asks the process to stop, as a platform does, without waiting.
	 */
	public void terminate() {
		this.process.destroy();
	}

	/**
	 * Kills the process, if it is still running, and waits for its end.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Returns the end of the output, for messages.
	 */
	@Override
	public String toString() {
		List<String> lines = output().lines().toList();
		return "The end of %s:%n%s".formatted(this.output, String.join(System.lineSeparator(),
				lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
	}

}
