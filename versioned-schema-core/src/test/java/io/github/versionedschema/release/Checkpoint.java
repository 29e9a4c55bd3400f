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

	static Checkpoint parse(String text) {
		int separator = text.lastIndexOf('@');
		return new Checkpoint(text.substring(0, separator), Integer.parseInt(text.substring(separator + 1)));
	}

	public boolean isBeginning() {
		return this.number == 0;
	}

	public boolean isEnd() {
		return this.number == END;
	}

	@Override
	public String toString() {
		return this.step + '@' + this.number;
	}

}
