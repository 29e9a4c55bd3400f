package io.github.versionedschema.backfill;

import java.util.List;
import java.util.function.Consumer;

import io.github.versionedschema.backfill.Batch.Done;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.leader.Leadership;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one part, range by range, from the position in the journal: first all pages, then
 * again the pages with rows that were locked.
 */
final class PartFiller {

	private static final Logger logger = LoggerFactory.getLogger(PartFiller.class);

	private static final int TRIES = 3;

	private static final double ENOUGH_TO_EXTRAPOLATE = 0.01;

	private final Leadership leadership;

	private final Part part;

	private final Batch batch;

	private final Pacing pacing;

	private final FillProgress progress;

	private final Consumer<Done> batches;

	private final BatchSize size;

	private final long endPage;

	private long nextPage;

	private long rows;

	private List<PageRange> skipped;

	private final LockedRows locked = new LockedRows();

	/**
	 * Whether the last batch found locked rows; if so, the next one does not wait for
	 * locks.
	 */
	private boolean contended;

	/** Whether the rows that cannot be filled are known. */
	private final boolean tried;

	/** Whether rows that cannot be filled are skipped, which takes longer. */
	private boolean onlyFillable;

	private int failures;

	PartFiller(Leadership leadership, Part part, PartRow row, Batch batch, Pacing pacing, FillProgress progress,
			Consumer<Done> batches, boolean tried, boolean onlyFillable) {
		this.leadership = leadership;
		this.part = part;
		this.batch = batch;
		this.pacing = pacing;
		this.progress = progress;
		this.batches = batches;
		this.tried = tried;
		this.onlyFillable = onlyFillable;
		this.size = new BatchSize(row.batchPages());
		this.nextPage = row.nextPage();
		this.endPage = row.endPage();
		this.rows = row.rowsDone();
		this.skipped = row.skipped();
		this.skipped.forEach((range) -> this.locked.visited(0, batch.unfilled(range)));
		progress.part(part.name(), this.rows, total());
	}

	/**
	 * Fills the remaining rows.
	 * @throws Batch.RewrittenException if the table has been rewritten to another file
	 */
	void fill() {
		while (this.nextPage < this.endPage) {
			this.pacing.awaitPermission();
			PageRange range = new PageRange(this.nextPage, this.endPage).atMost(this.size.pages());
			Done done = attempt(range, this.contended);
			if (done != null) {
				this.nextPage = range.to();
				this.contended = this.contended && !done.advance().skipped().equals(this.skipped);
				filled(done);
			}
		}
		while (!this.skipped.isEmpty()) {
			this.pacing.awaitPermission();
			fillSkipped();
		}
	}

	private void fillSkipped() {
		List<PageRange> before = this.skipped;
		this.locked.visitAgain(pages(before));
		for (PageRange skippedRange : before) {
			long from = skippedRange.from();
			while (from < skippedRange.to()) {
				this.pacing.awaitPermission();
				PageRange range = new PageRange(from, skippedRange.to()).atMost(this.size.pages());
				Done done = attempt(range, true);
				if (done != null) {
					filled(done);
					from = range.to();
				}
			}
		}
		if (this.skipped.equals(before)) {
			this.pacing.awaitOthers(reason(before));
		}
		else {
			this.pacing.cameForward();
		}
	}

	private String reason(List<PageRange> ranges) {
		long rowsLeft = this.locked.rows();
		long pages = pages(ranges);
		List<String> holders = this.batch.holders(ranges.get(0));
		return "%,d %s in %,d %s of %s %s locked%s".formatted(rowsLeft, (rowsLeft == 1) ? "row" : "rows", pages,
				(pages == 1) ? "page" : "pages", this.part.name(), (rowsLeft == 1) ? "is" : "are",
				holders.isEmpty() ? " by others" : " by " + String.join("; ", holders));
	}

	private static long pages(List<PageRange> ranges) {
		return ranges.stream().mapToLong(PageRange::pages).sum();
	}

	private void filled(Done done) {
		this.failures = 0;
		this.rows += done.rows();
		this.skipped = done.advance().skipped();
		this.locked.visited(done.range().pages(), done.locked());
		this.pacing.paused(done.advance().paused());
		this.size.measured(done.range().pages(), done.took(), this.pacing.batchTime());
		this.progress.filled(this.part.name(), done.rows(), this.rows, total());
		this.batches.accept(done);
	}

	/** Returns null if the batch has to be retried, possibly with a smaller range. */
	private @Nullable Done attempt(PageRange range, boolean onlyUnlocked) {
		try {
			Batch.Estimate estimate = new Batch.Estimate(total(), this.locked.outside(range.pages()),
					this.progress.pace());
			Done done = onlyUnlocked ? this.batch.fillUnlocked(range, estimate, this.onlyFillable)
					: this.batch.fill(range, estimate, this.onlyFillable);
			this.pacing.cameForward();
			return done;
		}
		catch (Batch.RewrittenException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			RuntimeException failure = this.leadership.translate(ex);
			Failure kind = (failure == ex) ? Failure.of(ex) : null;
			if (kind == null) {
				throw failure;
			}
			handle(kind, range, onlyUnlocked, ex);
			return null;
		}
	}

	private void handle(Failure kind, PageRange range, boolean onlyUnlocked, RuntimeException failure) {
		switch (kind) {
			case LOCKED -> {
				if (onlyUnlocked) {
					this.pacing.awaitOthers("another session holds a lock on " + this.part.name());
				}
				this.contended = true;
			}
			case TOO_LONG -> {
				this.contended = true;
				shrink(range, failure);
			}
			case PASSING -> {
				this.pacing.awaitOthers("trying again after: " + failure.getMessage());
				if (++this.failures % TRIES == 0) {
					shrink(range, failure);
				}
			}
			case DATA -> {
				if (this.tried && !this.onlyFillable) {
					LogFields.of(this.leadership.baseSchema())
						.table(this.part.name())
						.on(logger.atWarn())
						.log("Rows of {} cannot be filled and are left out: {}", this.part.name(),
								failure.getMessage());
					this.onlyFillable = true;
				}
				else {
					shrink(range, failure);
				}
			}
			case HOPELESS -> throw failed(range, null, failure);
		}
	}

	private void shrink(PageRange range, RuntimeException failure) {
		if (range.pages() == 1 && (Failure.of(failure) != Failure.TOO_LONG || ++this.failures >= TRIES)) {
			throw failed(range, rowThatFails(range), failure);
		}
		this.size.below(range.pages());
	}

	private @Nullable String rowThatFails(PageRange range) {
		for (String ctid : this.batch.rows(range)) {
			try {
				this.batch.fillRow(ctid);
			}
			catch (RuntimeException ex) {
				return (this.leadership.translate(ex) == ex && Failure.of(ex) == Failure.DATA) ? ctid : null;
			}
		}
		return null;
	}

	private BackfillFailedException failed(PageRange range, @Nullable String ctid, RuntimeException failure) {
		return BackfillFailedException.of(this.part, range, ctid, this.rows, failure, this.leadership.samples());
	}

	/**
	 * The server's estimate may be outdated or missing; the rows counted so far give a
	 * better one. Rows that are left because they are locked count.
	 */
	private long total() {
		if (this.nextPage >= this.endPage) {
			return this.rows + this.locked.rows();
		}
		double share = (double) this.nextPage / this.endPage;
		return (share >= ENOUGH_TO_EXTRAPOLATE) ? Math.round((this.rows + this.locked.rows()) / share)
				: Math.max(0, Math.round(this.part.rows()));
	}

}
