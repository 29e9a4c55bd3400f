package io.github.versionedschema.rollout;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.test.process.JavaCommand;

/**
 * Starts, stops and replaces instances as a platform does in a rolling update: the new
 * instance is ready before the old one is stopped, and a stopping instance gets no
 * requests.
 */
final class Platform implements AutoCloseable {

	private final JavaCommand application;

	private final Path logs;

	private final HttpClient client;

	private final Narration narration;

	private final Rotation<Instance> rotation = new Rotation<>(Instance::isReady);

	private final Map<Release, Deque<Instance>> running = new EnumMap<>(Release.class);

	private final ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "readiness-probes");
		thread.setDaemon(true);
		return thread;
	});

	private int started;

	Platform(JavaCommand application, Path logs, HttpClient client, Narration narration) {
		this.application = application;
		this.logs = logs;
		this.client = client;
		this.narration = narration;
		var unused = this.probes.scheduleWithFixedDelay(this.rotation::probe, 250, 250, TimeUnit.MILLISECONDS);
	}

	Rotation<Instance> rotation() {
		return this.rotation;
	}

	/**
	 * Starts an instance and sends requests to it as soon as it is ready.
	 */
	void start(Release release) throws IOException, InterruptedException {
		String name = "%s-%d".formatted(release.profile(), ++this.started);
		Instance instance = Instance.start(name, release, this.application, this.logs.resolve(name + ".log"),
				this.client);
		instances(release).add(instance);
		instance.awaitReady();
		this.rotation.admit(instance);
		this.narration.say(name + " is ready and gets requests");
	}

	/**
	 * Stops the oldest instance of a release, after its pending requests.
	 */
	void stop(Release release) throws InterruptedException {
		Instance instance = instances(release).remove();
		this.rotation.withdraw(instance);
		instance.stop();
		this.narration.say(instance.name() + " got no more requests and has stopped");
	}

	/**
	 * Removes the instances of a release from rotation, without stopping them.
	 * @return the instances
	 */
	List<Instance> withdraw(Release release) throws InterruptedException {
		List<Instance> instances = List.copyOf(instances(release));
		for (Instance instance : instances) {
			this.rotation.withdraw(instance);
		}
		return instances;
	}

	/**
	 * Stops instances that are out of rotation.
	 */
	void stopWithdrawn(List<Instance> instances) throws InterruptedException {
		for (Instance instance : instances) {
			instances(instance.release()).remove(instance);
			instance.stop();
			this.narration.say(instance.name() + " has stopped");
		}
	}

	/**
	 * Replaces one instance.
	 */
	void replace(Release old, Release by) throws IOException, InterruptedException {
		start(by);
		stop(old);
	}

	/**
	 * Completes or aborts through any instance of a release, until one version is live.
	 */
	void transition(String action, Release release) throws IOException, InterruptedException {
		transition(action, release, 1);
	}

	/**
	 * Completes or aborts through any instance of a release.
	 * @param live how many versions are live afterwards
	 */
	void transition(String action, Release release, int live) throws IOException, InterruptedException {
		new SchemaVersions(this.client, instances(release).getFirst()).transition(action, live);
		this.narration.say(action + " is done");
	}

	@Override
	public void close() {
		this.probes.shutdownNow();
		this.running.values().forEach((instances) -> instances.forEach(Instance::close));
	}

	private Deque<Instance> instances(Release release) {
		return this.running.computeIfAbsent(release, (key) -> new ArrayDeque<>());
	}

}
