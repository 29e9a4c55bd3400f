package io.github.versionedschema.autoconfigure.transition;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Expands to the application's version when the application is otherwise ready. Spring
 * Boot accepts traffic only after this listener returns; a failure ends the application.
 * If an earlier moment is configured, the version is already usable here.
 */
public final class ExpandOnReady implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	private final ApplicationVersion version;

	private final FirstConnection firstConnection;

	/**
	 * Creates the listener.
	 * @param version the application's version
	 * @param firstConnection closed at this point if it is unused
	 */
	public ExpandOnReady(ApplicationVersion version, FirstConnection firstConnection) {
		this.version = version;
		this.firstConnection = firstConnection;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		try {
			this.version.awaitAnnounced();
		}
		catch (StartStoppedException ex) {
			// Returning would let the application accept traffic.
			throw new IllegalStateException("Stopped while waiting for the schema's version", ex);
		}
		finally {
			this.firstConnection.close();
		}
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
