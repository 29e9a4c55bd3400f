package io.github.versionedschema.sample.rollout;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What force does to those in the way while everybody is in use: an abort that takes the
 * new version away from two instances, and a complete that takes the old one away from
 * two others. The instances of the version that stays must not notice.
 */
final class ForcedRollout implements Course {

	/** An instance that does not get out of the way shows by then. */
	private static final Duration AFTERMATH = Duration.ofSeconds(5);

	private final Platform platform;

	private final HttpClient client;

	private final Duration phase;

	private final Narration narration;

	private final Requests requests;

	private final List<Phase> phases = new ArrayList<>();

	private final List<FencedInstance.Summary> fenced = new ArrayList<>();

	ForcedRollout(Platform platform, HttpClient client, Duration phase, Narration narration) {
		this.platform = platform;
		this.client = client;
		this.phase = phase;
		this.narration = narration;
		Phase warmUp = new Phase("releases 1 and 2, cold");
		this.phases.add(warmUp);
		this.requests = new Requests(client, platform.rotation(), warmUp);
	}

	@Override
	public void run(int requestsPerSecond) throws IOException, InterruptedException {
		startTwo(Release.ONE);
		try (Load load = Load.start(this.requests, requestsPerSecond)) {
			startTwo(Release.TWO);
			dwell();
			force("abort", Release.ONE, Release.TWO);
			load.versionAborted();
			startTwo(Release.TWO);
			dwell();
			force("complete", Release.TWO, Release.ONE);
			begin("everything read back");
			this.narration.say("read back %d customers and orders".formatted(load.checkAll()));
		}
		finally {
			this.phases.get(this.phases.size() - 1).ended();
		}
	}

	private void startTwo(Release release) throws IOException, InterruptedException {
		this.platform.start(release);
		this.platform.start(release);
	}

	private void force(String action, Release staying, Release leaving) throws IOException, InterruptedException {
		List<Instance> inTheWay = this.platform.withdraw(leaving);
		List<FencedInstance> watched = inTheWay.stream()
			.map((instance) -> FencedInstance.watch(instance, this.client))
			.toList();
		try {
			begin("release %d, both in use".formatted(staying.number()));
			dwell();
			begin("%s by force".formatted(action));
			this.platform.transition(action + "/force", staying);
			Thread.sleep(AFTERMATH.toMillis());
			begin("release %d, afterwards".formatted(staying.number()));
		}
		finally {
			for (FencedInstance instance : watched) {
				instance.close();
			}
		}
		watched.stream().map(FencedInstance::summary).forEach((summary) -> {
			this.narration.say(summary.toString());
			this.fenced.add(summary);
		});
		this.platform.stopWithdrawn(inTheWay);
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

	@Override
	public boolean isFlawless() {
		return report().isFlawless() && this.fenced.size() == 4
				&& this.fenced.stream().allMatch(FencedInstance.Summary::isFlawless);
	}

	@Override
	public void print(PrintStream out) {
		report().print(out);
		out.printf("%nTheir version was taken away:%n");
		this.fenced.forEach((summary) -> out.println("  " + summary));
	}

	private Report report() {
		return new Report(this.phases.stream().map(Phase::summary).toList());
	}

}
