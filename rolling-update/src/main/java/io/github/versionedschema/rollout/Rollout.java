package io.github.versionedschema.rollout;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/**
 * Scenario of a rollout of all releases.
 */
final class Rollout implements Course {

	private final Platform platform;

	private final VersionComparison comparison;

	private final boolean abort;

	private final Stage stage;

	/**
	 * Creates it.
	 * @param abort whether each release is aborted before it is rolled out for good
	 */
	Rollout(Platform platform, VersionComparison comparison, HttpClient client, Duration phase, boolean abort,
			Narration narration) {
		this.platform = platform;
		this.comparison = comparison;
		this.abort = abort;
		this.stage = new Stage(platform, client, phase, narration, "release 1, cold");
	}

	@Override
	public void run(int requestsPerSecond) throws IOException, InterruptedException {
		this.platform.start(Release.ONE);
		this.platform.start(Release.ONE);
		try (Load load = this.stage.startLoad(requestsPerSecond)) {
			this.stage.dwell();
			this.stage.begin("release 1");
			this.stage.dwell();
			for (Release by : List.of(Release.TWO, Release.THREE)) {
				Release old = by.previous();
				if (this.abort) {
					tryAndAbort(old, by, load);
				}
				rollOut(old, by);
			}
			this.stage.readBack(load);
		}
		finally {
			this.stage.ended();
		}
	}

	@Override
	public Report report() {
		return this.stage.report();
	}

	private void rollOut(Release old, Release by) throws IOException, InterruptedException {
		this.stage.begin("releases %d and %d".formatted(old.number(), by.number()));
		this.platform.replace(old, by);
		this.stage.dwell();
		this.platform.replace(old, by);
		this.stage.compare(this.comparison, old, by);
		this.stage.begin("release %d, complete is due".formatted(by.number()));
		this.stage.dwell();
		this.stage.compare(this.comparison, old, by);
		this.stage.begin("complete %d".formatted(by.number()));
		this.platform.transition("complete", by);
		this.stage.dwellAfterTransition();
		this.stage.begin("release %d".formatted(by.number()));
		this.stage.dwell();
	}

	private void tryAndAbort(Release old, Release by, Load load) throws IOException, InterruptedException {
		this.stage.begin("releases %d and %d".formatted(old.number(), by.number()));
		this.platform.replace(old, by);
		this.stage.dwell();
		this.stage.compare(this.comparison, old, by);
		this.stage.begin("roll back to %d".formatted(old.number()));
		this.platform.replace(by, old);
		this.stage.dwell();
		this.stage.compare(this.comparison, old, by);
		this.stage.begin("abort %d".formatted(by.number()));
		this.platform.transition("abort", old);
		this.stage.dwellAfterTransition();
		load.versionAborted();
		this.stage.begin("release %d again".formatted(old.number()));
		this.stage.dwell();
	}

}
