package io.github.versionedschema.autoconfigure.command;

import java.io.PrintStream;
import java.time.Duration;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.progress.ProgressText;
import io.github.versionedschema.autoconfigure.progress.ProgressWatch;

/**
 * Shows the progress of a command: on a terminal in one line that is overwritten, in a
 * log with a line every few seconds.
 */
final class CommandProgress {

	private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(500);

	private static final int LONGEST_LINE = 118;

	private final PrintStream err;

	private final boolean terminal;

	private final Duration logInterval;

	CommandProgress(PrintStream err, Duration logInterval) {
		this.err = err;
		this.terminal = System.console() != null && System.getenv("TERM") != null
				&& !"dumb".equals(System.getenv("TERM"));
		this.logInterval = logInterval;
	}

	/**
	 * Shows the progress until closed.
	 */
	AutoCloseableWatch watch(VersionedSchema schema) {
		if (!this.terminal) {
			return ProgressWatch.log(this.logInterval, schema::status, (status) -> {
			})::close;
		}
		ProgressWatch watch = ProgressWatch.start(TERMINAL_INTERVAL, schema::status, this::write);
		return () -> {
			watch.close();
			this.err.print("\r" + " ".repeat(LONGEST_LINE) + "\r");
			this.err.flush();
		};
	}

	private void write(SchemaStatus status) {
		String line = ProgressText.line(status);
		String fitting = (line.length() > LONGEST_LINE) ? line.substring(0, LONGEST_LINE - 1) + "…" : line;
		this.err.print("\r" + fitting + " ".repeat(LONGEST_LINE - fitting.length()));
		this.err.flush();
	}

	/** Watch whose {@code close} throws no checked exception. */
	@FunctionalInterface
	interface AutoCloseableWatch extends AutoCloseable {

		@Override
		void close();

	}

}
