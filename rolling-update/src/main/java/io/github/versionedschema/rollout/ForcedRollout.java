package io.github.versionedschema.rollout;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Forces transitions while all instances are in use: an abort removes the newer version
 * from two instances, and a complete retires the older version of two others. Instances
 * of the remaining version must not be affected.
 */
final class ForcedRollout implements Course {

	/** After this time an instance that stays in rotation is detected. */
	private static final Duration AFTERMATH = Duration.ofSeconds(5);

	private final Platform platform;

	private final HttpClient client;

	private final Stage stage;

	private final List<FencedInstance.Summary> fenced = new ArrayList<>();

	ForcedRollout(Platform platform, HttpClient client, Duration phase, Narration narration) {
		this.platform = platform;
		this.client = client;
		this.stage = new Stage(platform, client, phase, narration, "releases 1 and 2, cold");
	}

	@Override
	public void run(int requestsPerSecond) throws IOException, InterruptedException {
		startTwo(Release.ONE);
		try (Load load = this.stage.startLoad(requestsPerSecond)) {
			startTwo(Release.TWO);
			this.stage.dwell();
			force("abort", Release.ONE, Release.TWO);
			load.versionAborted();
			startTwo(Release.TWO);
			this.stage.dwell();
			force("complete", Release.TWO, Release.ONE);
			this.stage.readBack(load);
		}
		finally {
			this.stage.ended();
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
			this.stage.begin("release %d, both in use".formatted(staying.number()));
			this.stage.dwell();
			this.stage.begin("%s by force".formatted(action));
			this.platform.transition(action + "/force", staying);
			this.stage.dwell(AFTERMATH);
			this.stage.begin("release %d, afterwards".formatted(staying.number()));
		}
		finally {
			for (FencedInstance instance : watched) {
				instance.close();
			}
		}
		watched.stream().map(FencedInstance::summary).forEach((summary) -> {
			this.stage.say(summary.toString());
			this.fenced.add(summary);
		});
		this.platform.stopWithdrawn(inTheWay);
	}

	@Override
	public Report report() {
		return this.stage.report();
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

}
