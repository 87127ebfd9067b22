/* Between a program and its disk: counts every call that changes a folder, logs it, and makes one of them fail.
 *
 * Preloaded, it does nothing until fault_arm() is called. From then on each call below `root` that opens for
 * writing, writes, truncates, renames, links, syncs, removes or makes a folder has a number, from 1. One record a
 * call (struct record, then both paths and what was written) goes to `log`, which tests/faults/client.py reads.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, KILL_BEFORE, KILL_AFTER, TORN, FULL, IO, ACCESS };
enum { OPEN = 1, CREATE, WRITE, TRUNCATE, RENAME, LINK, UNLINK, MKDIR, RMDIR, SYNC, MODE, HIT };

struct record {
    uint32_t kind, first, second, length;  /* lengths of the paths and of the data that follow */
    int64_t offset, result;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[4096];
static long count, point;
static int fault, logged = -1, armed, full, writing;

void fault_arm(const char *below, long at, int how, int log) {
    strncpy(root, below, sizeof root - 1);
    count = 0, point = at, fault = how, logged = log, full = 0, armed = 1;
}

void fault_disarm(void) { armed = 0; }

#define REAL(name) ((__typeof__(name) *)real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void put(const void *data, size_t length) {
    const char *at = data;
    while (length) {
        ssize_t done = syscall(SYS_write, logged, at, length);
        if (done <= 0) return;
        at += done, length -= done;
    }
}

static void record(int kind, const char *a, const char *b, int64_t offset, int64_t result, const void *data, size_t length) {
    if (logged < 0) return;
    struct record head = {kind, strlen(a), b ? strlen(b) : 0, length, offset, result};
    put(&head, sizeof head), put(a, head.first);
    if (b) put(b, head.second);
    if (length) put(data, length);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static int below(const char *path) {
    size_t length = strlen(root);
    return !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static int of_fd(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length < 0) return 0;
    path[length] = 0;
    return path[0] == '/';
}

static int of_name(int dir, const char *name, char *path) {
    size_t length;
    if (!name) return 0;
    if (name[0] == '/') path[0] = 0;
    else if (dir == AT_FDCWD) {
        if (!getcwd(path, 4000)) return 0;
    } else if (!of_fd(dir, path)) return 0;
    length = strlen(path);
    if (length) path[length++] = '/';
    if (strlen(name) + length > 4090) return 0;
    strcpy(path + length, name);
    while ((length = strlen(path)) > 1 && path[length - 1] == '/') path[length - 1] = 0;
    return below(path);
}

static int watched(int fd, char *path) { return armed && of_fd(fd, path) && below(path); }

/* What the call in turn does: 0 goes on, else the error it fails with. `grows`: it would take room on the disk. */
static int turn(const char *path, int grows) {
    if (++count != point) return full && grows ? ENOSPC : 0;
    record(HIT, path, 0, count, 0, 0, 0);
    if (fault == KILL_BEFORE || (fault == TORN && !writing)) die();
    if (fault == FULL) return full = 1, ENOSPC;
    return fault == IO ? EIO : fault == ACCESS ? EACCES : 0;
}

static void over(void) {
    if (count == point && fault == KILL_AFTER) die();
}

/* One whole call: `call` runs under the lock unless its turn has come to fail. */
#define CALL(type, kind, a, b, grows, call)                           \
    pthread_mutex_lock(&lock);                                        \
    int wrong = turn(a, grows);                                       \
    type done = wrong ? -1 : (call);                                  \
    int kept = wrong ? wrong : errno;                                 \
    record(kind, a, b, 0, done, 0, 0);                                \
    over();                                                           \
    pthread_mutex_unlock(&lock);                                      \
    errno = kept;                                                     \
    return done

typedef int opener(int, const char *, int, ...);

static int opened(opener *call, int dir, const char *name, int flags, mode_t mode) {
    char path[4096];
    struct stat was;
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
    if (!armed || !writes || !of_name(dir, name, path)) return call(dir, name, flags, mode);
    pthread_mutex_lock(&lock);
    int there = !fstatat(dir, name, &was, 0), creates = !there && flags & O_CREAT;
    int wrong = turn(path, creates);
    int fd = wrong ? -1 : call(dir, name, flags, mode), kept = wrong ? wrong : errno;
    record(creates ? CREATE : there && flags & O_TRUNC ? TRUNCATE : OPEN, path, 0, 0, fd, 0, 0);
    over();
    pthread_mutex_unlock(&lock);
    errno = kept;
    return fd;
}

#define MODE_OF(flags)                                                \
    mode_t mode = 0;                                                  \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                            \
        va_list more;                                                 \
        va_start(more, flags);                                        \
        mode = va_arg(more, mode_t);                                  \
        va_end(more);                                                 \
    }

int open(const char *name, int flags, ...) { MODE_OF(flags) return opened(REAL(openat), AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE_OF(flags) return opened(REAL(openat64), AT_FDCWD, name, flags, mode); }
int openat(int dir, const char *name, int flags, ...) { MODE_OF(flags) return opened(REAL(openat), dir, name, flags, mode); }
int openat64(int dir, const char *name, int flags, ...) { MODE_OF(flags) return opened(REAL(openat64), dir, name, flags, mode); }
int __open_2(const char *name, int flags) { return opened(REAL(openat), AT_FDCWD, name, flags, 0); }
int __open64_2(const char *name, int flags) { return opened(REAL(openat64), AT_FDCWD, name, flags, 0); }
int creat(const char *name, mode_t mode) { return opened(REAL(openat), AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* `at` is -1 for a write where the file stands. A full disk takes half of the first write, then nothing. */
static ssize_t written(int fd, const void *data, size_t length, off_t at, const char *path) {
    pthread_mutex_lock(&lock);
    writing = 1;
    int was_full = full, wrong = turn(path, 1), torn = count == point && fault == TORN;
    writing = 0;
    if (wrong == ENOSPC && !was_full && length > 1) wrong = 0, length /= 2;
    if (torn) length /= 2;
    ssize_t done = wrong ? -1 : at < 0 ? REAL(write)(fd, data, length) : REAL(pwrite)(fd, data, length, at);
    int kept = wrong ? wrong : errno;
    size_t taken = done > 0 ? done : 0;
    record(WRITE, path, 0, at < 0 ? lseek(fd, 0, SEEK_CUR) - (off_t)taken : at, done, data, taken);
    if (torn) die();
    over();
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    char path[4096];
    return watched(fd, path) ? written(fd, data, length, -1, path) : REAL(write)(fd, data, length);
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) {
    char path[4096];
    return watched(fd, path) ? written(fd, data, length, at, path) : REAL(pwrite)(fd, data, length, at);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) { return pwrite(fd, data, length, at); }
ssize_t writev(int fd, const struct iovec *parts, int number) {
    char path[4096];
    if (!watched(fd, path) || number < 1) return REAL(writev)(fd, parts, number);
    return written(fd, parts[0].iov_base, parts[0].iov_len, -1, path);  /* a short write: the caller goes on */
}

/* Copies inside the kernel are refused for what is watched: every caller falls back to reading and writing. */
ssize_t sendfile(int out, int in, off_t *from, size_t length) {
    char path[4096];
    if (watched(out, path)) return errno = EINVAL, -1;
    return REAL(sendfile)(out, in, from, length);
}
ssize_t sendfile64(int out, int in, off_t *from, size_t length) { return sendfile(out, in, from, length); }
ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t length, unsigned flags) {
    char path[4096];
    if (watched(out, path)) return errno = EXDEV, -1;
    return REAL(copy_file_range)(in, from, out, to, length, flags);
}

int ftruncate(int fd, off_t length) {
    char path[4096];
    if (!watched(fd, path)) return REAL(ftruncate)(fd, length);
    pthread_mutex_lock(&lock);
    int wrong = turn(path, 0), done = wrong ? -1 : REAL(ftruncate)(fd, length), kept = wrong ? wrong : errno;
    record(TRUNCATE, path, 0, length, done, 0, 0);
    over();
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}
int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }
int truncate(const char *name, off_t length) {
    int fd = open(name, O_WRONLY), done = fd < 0 ? -1 : ftruncate(fd, length), kept = errno;
    if (fd >= 0) close(fd);
    errno = kept;
    return done;
}
int truncate64(const char *name, off_t length) { return truncate(name, length); }
int posix_fallocate(int fd, off_t from, off_t length) {
    char path[4096];
    return watched(fd, path) ? EOPNOTSUPP : REAL(posix_fallocate)(fd, from, length);
}
int posix_fallocate64(int fd, off_t from, off_t length) { return posix_fallocate(fd, from, length); }
int fallocate(int fd, int mode, off_t from, off_t length) {
    char path[4096];
    if (watched(fd, path)) return errno = EOPNOTSUPP, -1;
    return REAL(fallocate)(fd, mode, from, length);
}
int fallocate64(int fd, int mode, off_t from, off_t length) { return fallocate(fd, mode, from, length); }

int renameat2(int from, const char *a, int to, const char *b, unsigned flags) {
    char old[4096], new[4096];
    int ours = armed && of_name(from, a, old);
    if (!(armed && of_name(to, b, new)) || !ours) return REAL(renameat2)(from, a, to, b, flags);
    CALL(int, RENAME, old, new, 0, REAL(renameat2)(from, a, to, b, flags));
}
int renameat(int from, const char *a, int to, const char *b) { return renameat2(from, a, to, b, 0); }
int rename(const char *a, const char *b) { return renameat2(AT_FDCWD, a, AT_FDCWD, b, 0); }
int linkat(int from, const char *a, int to, const char *b, int flags) {
    char old[4096], new[4096];
    int ours = armed && of_name(from, a, old);
    if (!(armed && of_name(to, b, new)) || !ours) return REAL(linkat)(from, a, to, b, flags);
    CALL(int, LINK, old, new, 1, REAL(linkat)(from, a, to, b, flags));
}
int link(const char *a, const char *b) { return linkat(AT_FDCWD, a, AT_FDCWD, b, 0); }
int unlinkat(int dir, const char *name, int flags) {
    char path[4096];
    if (!armed || !of_name(dir, name, path)) return REAL(unlinkat)(dir, name, flags);
    CALL(int, flags & AT_REMOVEDIR ? RMDIR : UNLINK, path, 0, 0, REAL(unlinkat)(dir, name, flags));
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) {
    struct stat found;
    return lstat(name, &found) ? -1 : S_ISDIR(found.st_mode) ? rmdir(name) : unlink(name);
}
int mkdirat(int dir, const char *name, mode_t mode) {
    char path[4096];
    if (!armed || !of_name(dir, name, path)) return REAL(mkdirat)(dir, name, mode);
    CALL(int, MKDIR, path, 0, 1, REAL(mkdirat)(dir, name, mode));
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

/* Not carried out: what the test's folder holds need not outlive the machine, and the wait would be long. */
static int synced(int fd, int (*call)(int)) {
    char path[4096];
    if (!watched(fd, path)) return call(fd);
    CALL(int, SYNC, path, 0, 0, 0);
}
int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

int fchmodat(int dir, const char *name, mode_t mode, int flags) {
    char path[4096];
    if (!armed || !of_name(dir, name, path)) return REAL(fchmodat)(dir, name, mode, flags);
    CALL(int, MODE, path, 0, 0, REAL(fchmodat)(dir, name, mode, flags));
}
int chmod(const char *name, mode_t mode) { return fchmodat(AT_FDCWD, name, mode, 0); }
int fchmod(int fd, mode_t mode) {
    char path[4096];
    if (!watched(fd, path)) return REAL(fchmod)(fd, mode);
    CALL(int, MODE, path, 0, 0, REAL(fchmod)(fd, mode));
}
