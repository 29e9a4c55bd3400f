package io.github.versionedschema.applications.libraries.release2;

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

	private String firstName;

	private String lastName;

	private long visits;

	private String remark;

	@Override
	public Person toPerson() {
		return new Person((this.id != null) ? this.id : 0, this.firstName, this.lastName, this.visits, this.remark);
	}

	@Override
	public void change(Person person) {
		this.firstName = person.first();
		this.lastName = person.last();
		this.remark = person.remark();
	}

	@Override
	public void visit() {
		this.visits++;
	}

}
