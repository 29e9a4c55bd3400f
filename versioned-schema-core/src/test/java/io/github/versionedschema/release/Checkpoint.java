package io.github.versionedschema.release;

/**
 * A point in a step of a transition: its beginning, before one of its statements or
 * commits, or its end.
 *
 * @param step the step's id
 * @param number 0 for the beginning, 1 for the first statement, and so on
 */
public record Checkpoint(String step, int number) {

	private static final int END = Integer.MAX_VALUE;

	public static Checkpoint beginningOf(String step) {
		return new Checkpoint(step, 0);
	}

	public static Checkpoint endOf(String step) {
		return new Checkpoint(step, END);
	}

	/**
	 * Reads a checkpoint.
	 * @param text the result of {@link #toString()}
	 * @return the checkpoint
	 */
	public static Checkpoint parse(String text) {
		int separator = text.lastIndexOf('@');
		return new Checkpoint(text.substring(0, separator), Integer.parseInt(text.substring(separator + 1)));
	}

	public boolean isBeginning() {
		return this.number == 0;
	}

	public boolean isEnd() {
		return this.number == END;
	}

	/**
	 * Returns whether a leader has reached this point of the step, or a later one: if it
	 * need not try again to get a lock, a step has fewer statements.
	 * @param now where the leader is
	 * @return whether it is that far
	 */
	public boolean isReachedAt(Checkpoint now) {
		return now.step.equals(this.step) && now.number >= this.number;
	}

	@Override
	public String toString() {
		return this.step + '@' + this.number;
	}

}
