using Chat.Contracts.Faces;

namespace Chat.Core.Faces;

/// <summary>What a person before the camera is asked to do, in Vietnamese or English.</summary>
internal sealed class Instructions(string? language)
{
    private readonly bool _isVietnamese = language?.StartsWith("vi", StringComparison.OrdinalIgnoreCase) is true;

    public FaceChallenge Say(FaceStep step, double progress = 0, int seconds = 0) => new()
    {
        Kind = KindOf(step),
        Instruction = Sentence(step, seconds),
        Progress = Math.Clamp(progress, 0, 1),
    };

    public static FaceChallenge Unreadable(string sentence) => new() { Kind = "unreadable", Instruction = sentence, Progress = 0 };

    public string Sentence(FaceStep step, int seconds = 0) => (step, _isVietnamese) switch
    {
        (FaceStep.ShowFace, false) => "Look into the camera.",
        (FaceStep.ShowFace, true) => "Hãy nhìn vào máy ảnh.",
        (FaceStep.OneFace, false) => "Only one person should be in the picture.",
        (FaceStep.OneFace, true) => "Chỉ nên có một người trong hình.",
        (FaceStep.WholeFace, false) => "Show your whole face, with nothing before it.",
        (FaceStep.WholeFace, true) => "Hãy để lộ toàn bộ khuôn mặt, không bị che.",
        (FaceStep.Closer, false) => "Come closer to the camera.",
        (FaceStep.Closer, true) => "Hãy lại gần máy ảnh hơn.",
        (FaceStep.LookStraight, false) => "Look straight into the camera.",
        (FaceStep.LookStraight, true) => "Hãy nhìn thẳng vào máy ảnh.",
        (FaceStep.HoldStill, false) => "Hold still for a moment, and let there be more light.",
        (FaceStep.HoldStill, true) => "Hãy giữ yên một chút và để nơi đủ sáng.",
        (FaceStep.Ready, false) => "Your face is seen well.",
        (FaceStep.Ready, true) => "Đã thấy rõ khuôn mặt của bạn.",
        (FaceStep.TurnLeft, false) => "Turn your head to your left.",
        (FaceStep.TurnLeft, true) => "Hãy quay đầu sang bên trái của bạn.",
        (FaceStep.TurnRight, false) => "Turn your head to your right.",
        (FaceStep.TurnRight, true) => "Hãy quay đầu sang bên phải của bạn.",
        (FaceStep.Unknown, false) => "I do not know you yet. Register, or sign in with your password.",
        (FaceStep.Unknown, true) => "Tôi chưa biết bạn. Hãy đăng ký hoặc đăng nhập bằng mật khẩu.",
        (FaceStep.Refused, false) => "That did not work. Try again, or sign in with your password.",
        (FaceStep.Refused, true) => "Chưa được. Hãy thử lại hoặc đăng nhập bằng mật khẩu.",
        (FaceStep.Wait, false) => $"Too many tries. Try again in {seconds} s, or sign in with your password.",
        (FaceStep.Wait, true) => $"Thử quá nhiều lần. Hãy thử lại sau {seconds} giây hoặc đăng nhập bằng mật khẩu.",
        (FaceStep.UsePassword, false) => "Sign in with your password; after that your face will do again.",
        (FaceStep.UsePassword, true) => "Hãy đăng nhập bằng mật khẩu; sau đó khuôn mặt lại dùng được.",
        (FaceStep.Done, false) => "You are signed in.",
        _ => "Bạn đã đăng nhập.",
    };

    public string Greet(string name, Contracts.Emotions.Emotion? mood) => (mood, _isVietnamese) switch
    {
        (Contracts.Emotions.Emotion.Happy, false) => $"Hello {name}, good to see you so cheerful!",
        (Contracts.Emotions.Emotion.Happy, true) => $"Chào {name}, thật vui khi thấy bạn tươi cười!",
        (Contracts.Emotions.Emotion.Sad, false) => $"Hello {name}. I am here if you want to talk.",
        (Contracts.Emotions.Emotion.Sad, true) => $"Chào {name}. Tôi ở đây nếu bạn muốn trò chuyện.",
        (_, false) => $"Hello {name}, welcome back!",
        _ => $"Chào {name}, mừng bạn trở lại!",
    };

    private static string KindOf(FaceStep step) => step switch
    {
        FaceStep.ShowFace => "showFace",
        FaceStep.OneFace => "oneFace",
        FaceStep.WholeFace => "wholeFace",
        FaceStep.Closer => "closer",
        FaceStep.LookStraight => "lookStraight",
        FaceStep.HoldStill => "holdStill",
        FaceStep.Ready => "ready",
        FaceStep.TurnLeft => "turnLeft",
        FaceStep.TurnRight => "turnRight",
        FaceStep.Unknown => "unknown",
        FaceStep.Refused => "refused",
        FaceStep.Wait => "wait",
        FaceStep.UsePassword => "usePassword",
        _ => "done",
    };
}

internal enum FaceStep
{
    ShowFace,
    OneFace,
    WholeFace,
    Closer,
    LookStraight,
    HoldStill,
    Ready,
    TurnLeft,
    TurnRight,
    Unknown,
    Refused,
    Wait,
    UsePassword,
    Done,
}

internal static class FaceAdvices
{
    public static FaceStep ToStep(this FaceAdvice advice) => advice switch
    {
        FaceAdvice.ShowFace => FaceStep.ShowFace,
        FaceAdvice.OneFace => FaceStep.OneFace,
        FaceAdvice.WholeFace => FaceStep.WholeFace,
        FaceAdvice.Closer => FaceStep.Closer,
        FaceAdvice.LookStraight => FaceStep.LookStraight,
        _ => FaceStep.HoldStill,
    };
}
