package io.github.versionedschema.autoconfigure.transition;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * A gate in the start of the application: behind the web servers, so that probes are
 * answered, and before whatever listens, polls or is scheduled.
 */
public final class ExpandInLifecycle implements SmartLifecycle {

	/**
	 * After the server of the management port and before graceful shutdown, which is what
	 * listener containers and the like come after.
	 */
	static final int PHASE = DEFAULT_PHASE - 1280;

	private final ApplicationVersion version;

	private final ApplicationContext context;

	private final boolean active;

	private volatile boolean running;

	/**
	 * Creates the gate.
	 * @param version the application's version
	 * @param context that is being started
	 * @param active whether the gate waits at all
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
