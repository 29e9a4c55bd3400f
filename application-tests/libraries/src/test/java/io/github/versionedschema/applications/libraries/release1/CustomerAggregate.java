package io.github.versionedschema.applications.libraries.release1;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.driver.StoredPerson;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** A customer for Spring Data JDBC. */
@Table("customers")
public class CustomerAggregate implements StoredPerson {

	@Id
	private Long id;

	@Version
	private Integer version;

	private String fullName;

	private int visits;

	private String note;

	@Override
	public Person toPerson() {
		return Person.of((this.id != null) ? this.id : 0, this.fullName, this.visits, this.note);
	}

	@Override
	public void change(Person person) {
		this.fullName = person.fullName();
		this.note = person.note();
	}

	@Override
	public void visit() {
		this.visits++;
	}

}
