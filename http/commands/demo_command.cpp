#include <ostream>
#include <stdexcept>

#include "http/commands/commands.h"
#include "reports/words.h"
#include "surveys/demo/demo.h"
#include "surveys/store/key_file.h"
#include "surveys/store/store.h"

namespace http {
namespace {

namespace fs = std::filesystem;

// It is filled beside its place and moved there when it is whole: nobody meets half a demo. The
// key goes first, because a store without one cannot be opened.
class Beside {
public:
    explicit Beside(const fs::path& place) : place_(place), file_(place) {
        file_.replace_filename(place.stem().string() + ".making.db");
        clear();
    }
    ~Beside() { clear(); }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    const fs::path& file() const { return file_; }
    void move_into_place() const {
        fs::rename(surveys::key_file_of(file_), surveys::key_file_of(place_));
        fs::rename(file_, place_);
    }

private:
    void clear() const {
        std::error_code none;
        for (const char* ending : {"", "-wal", "-shm", ".lock"})
            fs::remove(file_.string() + ending, none);
        fs::remove(surveys::key_file_of(file_), none);
    }
    const fs::path& place_;
    fs::path file_;
};

void say_count(const World& world, const surveys::Verification& found) {
    world.out << reports::demo_sentence().in(world.locale) << '\n'
              << world.store.string()
              << surveys::Words{"：", ": "}.in(world.locale) << found.responses
              << surveys::Words{" 份编造的答卷，全部核对一致\n", " made-up responses, all agree\n"}
                     .in(world.locale)
              << surveys::Words{"管理员 admin 的首次密码在第一次 serve 时给出：",
                                "The first password of admin comes with the first serve: "}
                     .in(world.locale)
              << "manyidu serve --store " << world.store.string() << '\n';
}

}  // namespace

Exit make_demo(const World& world) {
    fs::create_directories(fs::absolute(world.store).parent_path());
    const auto lock = surveys::StoreLock::try_lock(world.store);
    if (!lock)
        return refuse(world, {{world.store.string(),
                               {"另一个进程正在使用这个数据库，没有动它",
                                "Another process uses this store, and it was left alone"}}});
    if (fs::exists(world.store)) {
        if (!open_for_reading(world)->is_demo())
            return refuse(world, {{world.store.string(),
                                   {"这个数据库不是演示库，没有动它；演示请另取一个文件名",
                                    "This store is no demo and was left alone: name another file "
                                    "for the demo"}}});
        return refuse(world, {{world.store.string(),
                               {"这里已有一个演示库，没有动它；要重新生成，请先删除它",
                                "There is a demo here already, and it was left alone: delete it "
                                "to make a new one"}}});
    }
    if (fs::exists(surveys::key_file_of(world.store)))
        return refuse(world, {{surveys::key_file_of(world.store).string(),
                               {"这里留着另一个数据库的密钥，没有动它；演示请另取一个文件名",
                                "Here lies the key of another store, and it was left alone: name "
                                "another file for the demo"}}});
    const Beside beside(world.store);
    surveys::Verification found;
    {
        const auto store = surveys::open_store(beside.file(), surveys::Access::write);
        surveys::fill_demo(*store, world.now_ms());
        found = store->verify();
    }
    if (!found.disagreements.empty()) throw std::runtime_error(found.disagreements.front());
    beside.move_into_place();
    say_count(world, found);
    return Exit::done;
}

}  // namespace http
