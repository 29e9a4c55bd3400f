package io.github.versionedschema.backfill;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how locked rows are counted while their pages are visited again.
 */
class LockedRowsTests {

	private final LockedRows locked = new LockedRows();

	@Test
	void areCountedAsTheyAreFound() {
		this.locked.visited(10, 3);
		this.locked.visited(20, 0);
		this.locked.visited(1, 1);
		assertThat(this.locked.rows()).isEqualTo(4);
		assertThat(this.locked.outside(50)).isEqualTo(4);
	}

	@Test
	void areEstimatedUntilTheirPagesAreVisitedAgain() {
		this.locked.visited(10, 8);
		this.locked.visitAgain(4);
		assertThat(this.locked.rows()).isEqualTo(8);
		assertThat(this.locked.outside(1)).isEqualTo(6);
		this.locked.visited(1, 0);
		assertThat(this.locked.rows()).isEqualTo(6);
		assertThat(this.locked.outside(3)).isZero();
		this.locked.visited(3, 5);
		assertThat(this.locked.rows()).isEqualTo(5);
	}

}
