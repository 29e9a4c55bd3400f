package io.github.versionedschema.autoconfigure.transition;

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

	private final ApplicationVersion version;

	private final ApplicationContext context;

	private final boolean active;

	private volatile boolean running;

	/**
	 * Creates the lifecycle bean.
	 * @param version the application's version
	 * @param context the starting context
	 * @param active whether this bean waits
	 */
	public ExpandInLifecycle(ApplicationVersion version, ApplicationContext context, boolean active) {
		this.version = version;
		this.context = context;
		this.active = active;
	}

	@Override
	public void start() {
		if (this.active) {
			AvailabilityChangeEvent.publish(this.context, LivenessState.CORRECT);
			try {
				this.version.awaitUsable();
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
