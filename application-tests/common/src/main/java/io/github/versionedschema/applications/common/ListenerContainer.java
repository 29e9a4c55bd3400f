package io.github.versionedschema.applications.common;

import org.springframework.context.SmartLifecycle;

/**
 * Starts like a message listener container: in the same phase, with a separate thread,
 * which processes a message immediately.
 */
final class ListenerContainer implements SmartLifecycle {

	private final Sightings sightings;

	private final boolean used;

	private volatile boolean running;

	ListenerContainer(Sightings sightings, boolean used) {
		this.sightings = sightings;
		this.used = used;
	}

	@Override
	public void start() {
		this.running = true;
		if (this.used) {
			new Thread(() -> this.sightings.look("listener"), "listener").start();
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
