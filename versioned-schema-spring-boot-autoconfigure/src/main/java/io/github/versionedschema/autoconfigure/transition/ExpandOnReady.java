package io.github.versionedschema.autoconfigure.transition;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Brings the application's version into being when the application is otherwise ready.
 * Spring Boot lets traffic in only after this has returned; a failure ends the
 * application. At any earlier moment that was chosen, there is nothing left to wait for.
 */
public final class ExpandOnReady implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	private final ApplicationVersion version;

	private final FirstConnection firstConnection;

	/**
	 * Creates the listener.
	 * @param version the application's version
	 * @param firstConnection not kept for longer
	 */
	public ExpandOnReady(ApplicationVersion version, FirstConnection firstConnection) {
		this.version = version;
		this.firstConnection = firstConnection;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		try {
			this.version.awaitUsable();
		}
		catch (StartStoppedException ex) {
			// What would follow is to let traffic in.
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
