package io.github.versionedschema.sample.rollout;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of the demonstration.
 */
final class Rollout implements Course {

	/** What a transition may do to clients shows by then. */
	private static final Duration AFTERMATH = Duration.ofSeconds(1);

	private final Platform platform;

	private final VersionComparison comparison;

	private final Duration phase;

	private final boolean abort;

	private final Narration narration;

	private final Requests requests;

	private final List<Phase> phases = new ArrayList<>();

	/**
	 * Creates it.
	 * @param abort whether each release is aborted before it is rolled out for good
	 */
	Rollout(Platform platform, VersionComparison comparison, HttpClient client, Duration phase, boolean abort,
			Narration narration) {
		this.platform = platform;
		this.comparison = comparison;
		this.phase = phase;
		this.abort = abort;
		this.narration = narration;
		Phase warmUp = new Phase("release 1, cold");
		this.phases.add(warmUp);
		this.requests = new Requests(client, platform.rotation(), warmUp);
	}

	@Override
	public void run(int requestsPerSecond) throws IOException, InterruptedException {
		this.platform.start(Release.ONE);
		this.platform.start(Release.ONE);
		try (Load load = Load.start(this.requests, requestsPerSecond)) {
			dwell();
			begin("release 1");
			dwell();
			for (Release by : List.of(Release.TWO, Release.THREE)) {
				Release old = by.previous();
				if (this.abort) {
					tryAndAbort(old, by, load);
				}
				rollOut(old, by);
			}
			begin("everything read back");
			this.narration.say("read back %d customers and orders".formatted(load.checkAll()));
		}
		finally {
			current().ended();
		}
	}

	@Override
	public boolean isFlawless() {
		return report().isFlawless();
	}

	@Override
	public void print(PrintStream out) {
		report().print(out);
	}

	private Report report() {
		return new Report(this.phases.stream().map(Phase::summary).toList());
	}

	private void rollOut(Release old, Release by) throws IOException, InterruptedException {
		begin("releases %d and %d".formatted(old.number(), by.number()));
		this.platform.replace(old, by);
		dwell();
		this.platform.replace(old, by);
		compare(old, by);
		begin("release %d, complete is due".formatted(by.number()));
		dwell();
		compare(old, by);
		begin("complete %d".formatted(by.number()));
		this.platform.transition("complete", by);
		Thread.sleep(AFTERMATH.toMillis());
		begin("release %d".formatted(by.number()));
		dwell();
	}

	private void tryAndAbort(Release old, Release by, Load load) throws IOException, InterruptedException {
		begin("releases %d and %d".formatted(old.number(), by.number()));
		this.platform.replace(old, by);
		dwell();
		compare(old, by);
		begin("roll back to %d".formatted(old.number()));
		this.platform.replace(by, old);
		dwell();
		compare(old, by);
		begin("abort %d".formatted(by.number()));
		this.platform.transition("abort", old);
		Thread.sleep(AFTERMATH.toMillis());
		load.versionAborted();
		begin("release %d again".formatted(old.number()));
		dwell();
	}

	private void compare(Release old, Release by) {
		VersionComparison.Result result = this.comparison.compare(old, by);
		this.narration.say("compared %d rows as releases %d and %d see them, %d differ".formatted(result.rows(),
				old.number(), by.number(), result.differing()));
		current().compared(result);
	}

	private void dwell() throws InterruptedException {
		Thread.sleep(this.phase.toMillis());
	}

	private void begin(String name) {
		this.narration.say("-- " + name);
		Phase phase = new Phase(name);
		this.phases.add(phase);
		this.requests.measureFor(phase);
	}

	private Phase current() {
		return this.phases.get(this.phases.size() - 1);
	}

}
