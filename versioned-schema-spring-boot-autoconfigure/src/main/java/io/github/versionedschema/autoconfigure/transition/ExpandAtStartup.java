package io.github.versionedschema.autoconfigure.transition;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Expands to the application's version when all beans are created and no port is open.
 */
public final class ExpandAtStartup implements SmartInitializingSingleton {

	private final ApplicationVersion version;

	private final boolean active;

	/**
	 * Creates it.
	 * @param version the application's version
	 * @param active whether this listener does anything
	 */
	public ExpandAtStartup(ApplicationVersion version, boolean active) {
		this.version = version;
		this.active = active;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.active) {
			return;
		}
		try {
			this.version.awaitUsable();
		}
		catch (StartStoppedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Stopped while waiting for the schema's version", ex);
		}
	}

}
