package io.github.versionedschema.test;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * Stops a server and deletes its data when this JVM has ended without doing so. It is a
 * shell that reads from a pipe that only this JVM holds open: the kernel closes the pipe
 * when the JVM ends for any reason.
 */
final class ServerWatchdog {

	/**
	 * The PID file shows whether the process is still the server, which deletes the file
	 * at the end of its shutdown.
	 */
	private static final String SCRIPT = """
			trap '' HUP INT TERM
			cat >/dev/null
			pid=$1
			data=$2
			if [ "$(head -n 1 "$data/postmaster.pid" 2>/dev/null)" = "$pid" ]; then
				kill -QUIT "$pid"
				tries=0
				while kill -0 "$pid" 2>/dev/null && [ $tries -lt 30 ]; do
					tries=$((tries + 1))
					sleep 1
				done
			fi
			if [ -f "$data/PG_VERSION" ] && [ ! -f "$data/postmaster.pid" ]; then
				rm -rf "$data"
			fi
			""";

	private ServerWatchdog() {
	}

	static void watch(long postmaster, Path data) throws IOException {
		if (File.separatorChar == '\\') {
			return;
		}
		new ProcessBuilder("sh", "-c", SCRIPT, "watchdog", Long.toString(postmaster), data.toString())
			.redirectOutput(Redirect.DISCARD)
			.redirectError(Redirect.DISCARD)
			.start();
	}

}
