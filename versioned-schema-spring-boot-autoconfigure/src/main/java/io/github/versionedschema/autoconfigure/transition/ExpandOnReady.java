package io.github.versionedschema.autoconfigure.transition;

import java.util.List;
import java.util.function.Supplier;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Expands to the application's version when the application is otherwise ready. Spring
 * Boot accepts traffic only after this listener returns; a failure ends the application.
 * If an earlier moment is configured, the version is already usable here.
 */
public final class ExpandOnReady implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	private final Supplier<List<ApplicationVersion>> versions;

	private final Runnable end;

	/**
	 * Creates the listener.
	 * @param versions the application's version of each schema
	 * @param end is called when all of them can be used, or one cannot
	 */
	public ExpandOnReady(Supplier<List<ApplicationVersion>> versions, Runnable end) {
		this.versions = versions;
		this.end = end;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		try {
			for (ApplicationVersion version : this.versions.get()) {
				version.awaitAnnounced();
			}
		}
		catch (StartStoppedException ex) {
			// Returning would let the application accept traffic.
			throw new IllegalStateException("Stopped while waiting for the schema's version", ex);
		}
		finally {
			this.end.run();
		}
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
