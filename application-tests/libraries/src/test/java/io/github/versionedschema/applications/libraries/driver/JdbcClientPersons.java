package io.github.versionedschema.applications.libraries.driver;

import java.util.List;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Customers through {@link JdbcClient}. */
public record JdbcClientPersons(JdbcClient jdbc, Shape shape) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		return persons.stream().map((person) -> {
			GeneratedKeyHolder key = new GeneratedKeyHolder();
			this.jdbc.sql(this.shape.insert()).params(this.shape.values(person)).update(key, "id");
			return person.withId(key.getKeyAs(Long.class));
		}).toList();
	}

	@Override
	public void change(Person person) {
		this.jdbc.sql(this.shape.update()).params(this.shape.withKey(person)).update();
	}

	@Override
	public void visit(long id) {
		this.jdbc.sql(this.shape.visit()).param("id", id).update();
	}

	@Override
	public Person find(long id) {
		return this.shape.person(this.jdbc.sql(this.shape.find()).param("id", id).query().singleRow());
	}

	@Override
	public void remove(long id) {
		this.jdbc.sql(this.shape.remove()).param("id", id).update();
	}

}
