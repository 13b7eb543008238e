// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace lockstep {

// A reference to something callable, for parameters only: it does not own
// what it calls and costs one indirect call.
template <class Signature>
class FunctionRef;

template <class Result, class... Args>
class FunctionRef<Result(Args...)> {
public:
    template <class Callable, class = std::enable_if_t<!std::is_same_v<
                                  std::remove_cvref_t<Callable>, FunctionRef>>>
    FunctionRef(Callable&& callable)
        : object_(const_cast<void*>(
              static_cast<const void*>(std::addressof(callable)))),
          call_([](void* object, Args... args) -> Result {
              return (*static_cast<std::add_pointer_t<Callable>>(object))(
                  std::forward<Args>(args)...);
          }) {}

    Result operator()(Args... args) const {
        return call_(object_, std::forward<Args>(args)...);
    }

private:
    void* object_;
    Result (*call_)(void*, Args...);
};

}  // namespace lockstep
