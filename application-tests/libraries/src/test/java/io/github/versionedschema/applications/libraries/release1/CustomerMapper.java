package io.github.versionedschema.applications.libraries.release1;

import java.util.Map;

import io.github.versionedschema.applications.libraries.driver.MyBatisPersons;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Statements of MyBatis. */
@Mapper
public interface CustomerMapper extends MyBatisPersons.Mapper {

	@Override
	@Insert("insert into customers (full_name, note) values (#{full_name}, #{note})")
	@Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
	int insert(Map<String, Object> row);

	@Override
	@Update("update customers set full_name = #{full_name}, note = #{note} where id = #{id}")
	int update(Map<String, Object> row);

	@Override
	@Update("update customers set visits = visits + 1 where id = #{id}")
	int visit(long id);

	@Override
	@Select("select * from customers where id = #{id}")
	Map<String, Object> find(long id);

	@Override
	@Delete("delete from customers where id = #{id}")
	int remove(long id);

}
