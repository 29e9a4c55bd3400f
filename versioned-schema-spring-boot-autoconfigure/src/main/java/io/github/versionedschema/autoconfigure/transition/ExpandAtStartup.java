package io.github.versionedschema.autoconfigure.transition;

import java.util.List;
import java.util.function.Supplier;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Expands to the application's versions when all beans are created and no port is open.
 */
public final class ExpandAtStartup implements SmartInitializingSingleton {

	private final Supplier<List<ApplicationVersion>> versions;

	/**
	 * Creates it.
	 * @param versions those that are to be expanded to at this moment
	 */
	public ExpandAtStartup(Supplier<List<ApplicationVersion>> versions) {
		this.versions = versions;
	}

	@Override
	public void afterSingletonsInstantiated() {
		try {
			for (ApplicationVersion version : this.versions.get()) {
				version.awaitUsable();
			}
		}
		catch (StartStoppedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Stopped while waiting for the schema's version", ex);
		}
	}

}
