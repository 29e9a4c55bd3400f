package io.github.versionedschema.rollout;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Scenario of releases that follow each other so fast that three of them are in use at
 * the same time. The oldest version is retired first, then the next one.
 */
final class OverlappingRollout implements Course {

	private final Platform platform;

	private final VersionComparison comparison;

	private final Stage stage;

	OverlappingRollout(Platform platform, VersionComparison comparison, HttpClient client, Duration phase,
			Narration narration) {
		this.platform = platform;
		this.comparison = comparison;
		this.stage = new Stage(platform, client, phase, narration, "release 1, cold");
	}

	@Override
	public void run(int requestsPerSecond) throws IOException, InterruptedException {
		this.platform.start(Release.ONE);
		this.platform.start(Release.ONE);
		try (Load load = this.stage.startLoad(requestsPerSecond)) {
			this.stage.dwell();
			this.stage.begin("releases 1 and 2");
			this.platform.replace(Release.ONE, Release.TWO);
			this.stage.dwell();
			compare(Release.TWO);
			this.stage.begin("releases 1, 2 and 3");
			this.platform.start(Release.THREE);
			this.stage.dwell();
			compare(Release.TWO);
			compare(Release.THREE);
			this.stage.begin("releases 2 and 3, complete is due");
			this.platform.stop(Release.ONE);
			this.stage.dwell();
			compare(Release.TWO);
			compare(Release.THREE);
			this.stage.begin("complete to 2");
			this.platform.transition("complete/to/" + Release.TWO.version(), Release.THREE, 2);
			this.stage.dwellAfterTransition();
			this.stage.begin("releases 2 and 3");
			this.stage.dwell();
			this.platform.replace(Release.TWO, Release.THREE);
			compare(Release.THREE);
			this.stage.begin("complete 3");
			this.platform.transition("complete", Release.THREE);
			this.stage.dwellAfterTransition();
			this.stage.begin("release 3");
			this.stage.dwell();
			this.stage.readBack(load);
		}
		finally {
			this.stage.ended();
		}
	}

	private void compare(Release newer) {
		this.stage.compare(this.comparison, newer.previous(), newer);
	}

	@Override
	public Report report() {
		return this.stage.report();
	}

}
