package io.github.versionedschema.plan.rejection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Collects the errors of the parts of one operation, so that all are reported.
 */
public final class Rejections {

	private final List<Rejection> found = new ArrayList<>();

	/**
	 * Applies a part.
	 * @return whether it had no error
	 */
	public boolean attempt(Runnable part) {
		try {
			part.run();
			return true;
		}
		catch (Rejection ex) {
			this.found.addAll(ex.all());
			return false;
		}
	}

	/** Adds an error. */
	public void add(Rejection error) {
		this.found.addAll(error.all());
	}

	/** Applies a part if it is not null. */
	public <T> void attempt(@Nullable T part, Consumer<T> application) {
		if (part != null) {
			attempt(() -> application.accept(part));
		}
	}

	/**
	 * Ends the operation.
	 * @throws Rejection if there was any error
	 */
	public void end() {
		if (!this.found.isEmpty()) {
			throw new Rejection(this.found);
		}
	}

}
