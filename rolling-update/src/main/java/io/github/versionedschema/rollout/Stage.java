package io.github.versionedschema.rollout;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the phases of a scenario, and collects their measurements.
 */
final class Stage {

	/** After this time, effects of a transition on clients are visible. */
	private static final Duration AFTERMATH = Duration.ofSeconds(1);

	private final Duration dwell;

	private final Narration narration;

	private final Requests requests;

	private final List<Phase> phases = new ArrayList<>();

	/**
	 * Creates it.
	 * @param dwell how long each phase is observed
	 * @param coldPhase the name of the phase before the first that begins
	 */
	Stage(Platform platform, HttpClient client, Duration dwell, Narration narration, String coldPhase) {
		this.dwell = dwell;
		this.narration = narration;
		Phase cold = new Phase(coldPhase);
		this.phases.add(cold);
		this.requests = new Requests(client, platform.rotation(), cold);
	}

	Load startLoad(int requestsPerSecond) {
		return Load.start(this.requests, requestsPerSecond);
	}

	void begin(String name) {
		this.narration.say("-- " + name);
		Phase phase = new Phase(name);
		this.phases.add(phase);
		this.requests.measureFor(phase);
	}

	void say(String line) {
		this.narration.say(line);
	}

	void dwell() throws InterruptedException {
		dwell(this.dwell);
	}

	void dwellAfterTransition() throws InterruptedException {
		dwell(AFTERMATH);
	}

	/** Lets the load run for a fixed time, which is the time of the measurement. */
	void dwell(Duration duration) throws InterruptedException {
		Thread.sleep(duration.toMillis());
	}

	/**
	 * Compares the rows of two live versions.
	 */
	void compare(VersionComparison comparison, Release older, Release newer) {
		VersionComparison.Result result = comparison.compare(older, newer);
		say("compared %d rows as releases %d and %d see them, %d differ".formatted(result.rows(), older.number(),
				newer.number(), result.differing()));
		current().compared(result);
	}

	/**
	 * Runs the last phase: reads back everything that was written, without load.
	 */
	void readBack(Load load) throws InterruptedException {
		begin("everything read back");
		say("read back %d customers and orders".formatted(load.checkAll()));
	}

	void ended() {
		current().ended();
	}

	Report report() {
		return new Report(this.phases.stream().map(Phase::summary).toList());
	}

	private Phase current() {
		return this.phases.get(this.phases.size() - 1);
	}

}
