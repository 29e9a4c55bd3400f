package io.github.versionedschema.autoconfigure.transition;

import java.util.List;
import java.util.function.Supplier;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Expands in the lifecycle of the application: after the web servers, so that probes are
 * answered, and before listeners, pollers and schedulers.
 */
public final class ExpandInLifecycle implements SmartLifecycle {

	/**
	 * After the management server and before graceful shutdown; listener containers and
	 * similar components start later.
	 */
	static final int PHASE = DEFAULT_PHASE - 1280;

	private final Supplier<List<ApplicationVersion>> versions;

	private final ApplicationContext context;

	private volatile boolean running;

	/**
	 * Creates the lifecycle bean.
	 * @param versions those that are to be expanded to at this moment
	 * @param context the starting context
	 */
	public ExpandInLifecycle(Supplier<List<ApplicationVersion>> versions, ApplicationContext context) {
		this.versions = versions;
		this.context = context;
	}

	@Override
	public void start() {
		List<ApplicationVersion> versions = this.versions.get();
		if (!versions.isEmpty()) {
			AvailabilityChangeEvent.publish(this.context, LivenessState.CORRECT);
			try {
				for (ApplicationVersion version : versions) {
					version.awaitUsable();
				}
			}
			catch (StartStoppedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("Stopped while waiting for the schema's version", ex);
			}
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
