package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks in the background whether the application's version is still live, as an
 * instance that opens no connection would not notice that it was retired or undone. It
 * uses a session of its own for a moment, which does not count as a user of the version.
 */
public final class VersionCheck {

	private static final Logger logger = LoggerFactory.getLogger(VersionCheck.class);

	/** All instances of a release may be asked as often as a platform probes them. */
	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private final ApplicationVersion version;

	private final BooleanSupplier live;

	private final Duration interval;

	private final AtomicBoolean running = new AtomicBoolean();

	private volatile long last;

	/**
	 * Creates a check.
	 * @param version learns the result
	 * @param live asks the database whether the version is live
	 */
	public VersionCheck(ApplicationVersion version, BooleanSupplier live) {
		this(version, live, INTERVAL);
	}

	/** Creates a check that asks at most once in an interval. */
	public VersionCheck(ApplicationVersion version, BooleanSupplier live, Duration interval) {
		this.version = version;
		this.live = live;
		this.interval = interval;
		this.last = System.nanoTime();
	}

	/** Returns the version that is checked. */
	public ApplicationVersion version() {
		return this.version;
	}

	/**
	 * Starts the check, unless one is running or the last one is recent. Returns at once,
	 * as the database may not answer.
	 */
	public void refresh() {
		if (this.version.isToBeChecked() && System.nanoTime() - this.last >= this.interval.toNanos()
				&& this.running.compareAndSet(false, true)) {
			Thread thread = new Thread(this::check, "versioned-schema-version-check");
			thread.setDaemon(true);
			thread.start();
		}
	}

	private void check() {
		try {
			this.version.checked(this.live.getAsBoolean());
		}
		catch (RuntimeException ex) {
			// This instance, not the database, is checked.
			logger.debug("Whether version \"{}\" is live could not be determined", this.version.name(), ex);
		}
		finally {
			this.last = System.nanoTime();
			this.running.set(false);
		}
	}

}
