package io.github.versionedschema.applications.libraries.driver;

import java.util.List;

import javax.sql.DataSource;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;

/**
 * Customers that are inserted with {@link SimpleJdbcInsert}, a new one each time: it
 * reads metadata of the table once.
 */
public record SimpleJdbcInsertPersons(DataSource dataSource, Shape shape) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		SimpleJdbcInsert insert = insert();
		return persons.stream()
			.map((person) -> person.withId(insert.executeAndReturnKey(this.shape.values(person)).longValue()))
			.toList();
	}

	private SimpleJdbcInsert insert() {
		return new SimpleJdbcInsert(this.dataSource).withTableName("customers")
			.withoutTableColumnMetaDataAccess()
			.usingColumns(this.shape.columns())
			.usingGeneratedKeyColumns("id");
	}

	@Override
	public void change(Person person) {
		others().change(person);
	}

	@Override
	public void visit(long id) {
		others().visit(id);
	}

	@Override
	public Person find(long id) {
		return others().find(id);
	}

	@Override
	public void remove(long id) {
		others().remove(id);
	}

	private Persons others() {
		return new JdbcClientPersons(JdbcClient.create(this.dataSource), this.shape);
	}

}
