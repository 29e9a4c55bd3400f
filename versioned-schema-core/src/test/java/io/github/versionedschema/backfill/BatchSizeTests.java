package io.github.versionedschema.backfill;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchSizeTests {

	private static final Duration TARGET = Duration.ofMillis(200);

	private final BatchSize size = new BatchSize(100);

	@Test
	void beginsSmallWithoutAnEarlierBatch() {
		assertThat(new BatchSize(0).pages()).isEqualTo(BatchSize.FIRST);
	}

	@Test
	void growsToTheTargetButNotAtOnce() {
		measured(100, 100);
		assertThat(this.size.pages()).isEqualTo(200);
		measured(200, 1);
		assertThat(this.size.pages()).isEqualTo(800);
	}

	@Test
	void declinesToTheTargetButNotAtOnce() {
		measured(100, 250);
		assertThat(this.size.pages()).isEqualTo(80);
		measured(80, 20_000);
		assertThat(this.size.pages()).isEqualTo(40);
	}

	@Test
	void fewPagesThatAreLeftDoNotReduceTheSize() {
		measured(3, 5);
		assertThat(this.size.pages()).isEqualTo(100);
		measured(80, 50);
		assertThat(this.size.pages()).isEqualTo(320);
	}

	@Test
	void fewPagesThatTakeTooLongReduceTheSize() {
		measured(4, 250);
		assertThat(this.size.pages()).isEqualTo(3);
	}

	@Test
	void isNeverLessThanAPage() {
		measured(1, 20_000);
		assertThat(this.size.pages()).isOne();
		this.size.below(1);
		assertThat(this.size.pages()).isOne();
	}

	private void measured(long pages, long tookMillis) {
		this.size.measured(pages, Duration.ofMillis(tookMillis), TARGET);
	}

}
