package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the parts of one operation, so that all of it is told.
 */
final class Rejections {

	private final List<Rejection> found = new ArrayList<>();

	/**
	 * Applies a part.
	 * @return whether nothing was wrong with it
	 */
	boolean attempt(Runnable part) {
		try {
			part.run();
			return true;
		}
		catch (Rejection ex) {
			this.found.addAll(ex.all());
			return false;
		}
	}

	/** Applies a part, if it is given. */
	<T> void attempt(@Nullable T part, Consumer<T> application) {
		if (part != null) {
			attempt(() -> application.accept(part));
		}
	}

	/**
	 * Ends the operation.
	 * @throws Rejection if anything was wrong
	 */
	void end() {
		if (!this.found.isEmpty()) {
			throw new Rejection(this.found);
		}
	}

}
