package io.github.versionedschema.applications.libraries;

/**
 * What both releases know about a customer, each in the shape of its version.
 *
 * @param id key; 0 before the customer is stored
 * @param first one word
 * @param last one word
 * @param visits how often the customer came
 * @param remark may be empty; release 1 stores an empty one as null
 */
public record Person(long id, String first, String last, long visits, String remark) {

	/** Returns the only name that release 1 knows. */
	public String fullName() {
		return this.first + " " + this.last;
	}

	/** Returns the customer in the shape of release 1. */
	public static Person of(long id, String fullName, long visits, String note) {
		String[] names = fullName.split(" ", 2);
		return new Person(id, names[0], names[1], visits, (note != null) ? note : "");
	}

	/** Returns the remark as release 1 stores it. */
	public String note() {
		return this.remark.isEmpty() ? null : this.remark;
	}

	/** Returns the customer with the key that it was given. */
	public Person withId(long id) {
		return new Person(id, this.first, this.last, this.visits, this.remark);
	}

}
